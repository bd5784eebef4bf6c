"""What reports are made of: the parts that more than one of them prints, in words and in Word."""
