# Thin: everything is done by factcheck/bootstrap.py, which needs Python 3.11 or newer and nothing else.
# Arguments: make test ARGS="-k queue"
PYTHON ?= python3

.PHONY: run test lint fmt bench bench-claims bench-trail train
run test lint fmt bench bench-claims bench-trail train:
	@$(PYTHON) factcheck/bootstrap.py $@ $(ARGS)

.DEFAULT_GOAL := run
