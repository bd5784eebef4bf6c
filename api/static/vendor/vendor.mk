# Included by the Makefile: rebuild the vendored browser files and compare (needs npm; never part of install or test).
.PHONY: vendor
vendor:
	@sh api/static/vendor/build.sh $(VENDOR_ARGS)
