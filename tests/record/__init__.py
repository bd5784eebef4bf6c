"""The record: how it is read and written, and the proofs that nothing in it is lost or changed unseen."""
