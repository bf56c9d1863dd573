# The commands of the project. `make` alone lists them.

PYTHON := $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
WORKERS ?= 2
# The last Keras 2, which `make fuzz` compares with; give another Python that has it, or it is installed here.
export TF_KERAS_PYTHON ?= .cache/tf_keras-2.21/bin/python
# Each writes pages or data that stand in the repository; with --check it fails where they are not fresh.
GENERATORS := scripts.make_docs scripts.make_conformance

export PYTHONDONTWRITEBYTECODE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test check fix docs bench fuzz corpus code-corpus zoo matrix training targets clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(READY): requirements/dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

demo: $(READY) ## convert genuine files of many eras and prove that they compute the same
	$(BIN)/python -m scripts.run_demo

test: check ## everything: lint, types, contracts, generated pages, all tests
	$(BIN)/pytest -n $(WORKERS)

check: $(READY) ## what needs no framework: format, lint, types, import contracts, generated pages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(foreach script,$(GENERATORS),$(BIN)/python -m $(script) --check &&) true

fix: $(READY) ## format, and mend what lint can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY) ## write the generated pages again
	$(BIN)/python -m scripts.make_layers_page
	$(foreach script,$(GENERATORS),$(BIN)/python -m $(script) &&) true

bench: $(READY) ## time and memory on a 550 MB file, beside cp and Keras
	$(BIN)/python benchmarks/convert_large.py
	$(BIN)/python benchmarks/convert_saved_model.py
	$(BIN)/python benchmarks/convert_tfjs.py

fuzz: $(READY) $(TF_KERAS_PYTHON) ## damaged files by the thousand; random layers of tf_keras, which must compute the same
	$(BIN)/pytest tests/test_fuzz.py tests/test_fuzz_tensorflow.py -n $(WORKERS) --hypothesis-profile=long
	$(BIN)/pytest tests/test_drawn_layers.py -n $(WORKERS) --hypothesis-profile=long

$(TF_KERAS_PYTHON):
	ERAS=.cache zoo/install tf_keras-2.21

corpus: $(READY) ## convert every public model file that corpus/ lists (fetched first)
	$(BIN)/python -m scripts.run_corpus

code-corpus: $(READY) ## migrate public source files with layers of their own (fetched first), and run the layers on JAX
	$(BIN)/python -m scripts.run_code_corpus

zoo: $(READY) ## build the genuine files again with the old frameworks (hours, many GB)
	zoo/rebuild

matrix: $(READY) ## every genuine file x every backend x six versions of Keras 3; writes docs/reference/conformance.md
	$(BIN)/python -m scripts.run_matrix

training: $(READY) ## every genuine optimizer state goes on training on every backend; writes docs/reference/training.md
	$(BIN)/python -m scripts.run_training

targets: $(READY) ## every genuine model as Python code; with ERAS=folder of old frameworks, as files for Keras 2, too
	$(BIN)/python -m scripts.run_python_target
	$(if $(ERAS),$(BIN)/python -m scripts.run_keras2_target)

clean: ## remove what the commands made, but not the environment
	rm -rf .cache demo-output
