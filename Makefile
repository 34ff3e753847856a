# The commands of this project; `make help` lists them.

VERSION      ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
TEST_TIMEOUT ?= 25m
PLATFORMS    := linux/amd64 linux/arm64 darwin/arm64 windows/amd64

# One static program for any machine of its platform: no cgo, no paths of the building machine.
GO_BUILD = CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X audiensi/cmd.Version=$(VERSION)"

# The race detector needs cgo and a C compiler. Where they are missing the tests run without it;
# .ci/run insists on it.
HAS_CGO    = $(shell [ "$$(go env CGO_ENABLED)" = 1 ] && command -v "$$(go env CC)" >/dev/null && echo yes)
TEST_FLAGS = $(if $(filter 1,$(SHORT)),-short,$(if $(HAS_CGO),-race))

.PHONY: help build test test-mysql lint generate cross
.DEFAULT_GOAL := help

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

build: ## build ./audiensi for this machine
	$(GO_BUILD) -o audiensi .

test: test-mysql ## run all tests, with MariaDB and the race detector, and judge triage (SHORT=1: without these)
	@case '$(TEST_FLAGS)' in '') echo 'note: no C compiler, so no race detector' ;; esac
	go test $(TEST_FLAGS) -shuffle=on -timeout $(TEST_TIMEOUT) ./...
ifneq ($(SHORT),1)
	go test -run 'CrossValidation|Elsewhere|NewCategory' -v ./domain/triage/linear ./domain/triage/similar/learn
endif

test-mysql: ## install MariaDB for the tests where that is needed and allowed
	@.ci/test-mysql

lint: ## check the formatting, go vet, staticcheck
	@unformatted=$$(gofmt -l .) || exit 1; \
	 if [ -n "$$unformatted" ]; then echo "run gofmt on:"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	go tool staticcheck ./...

generate: ## regenerate the code made from openapi.yaml
	go generate ./...

cross: $(PLATFORMS:%=cross/%) ## build for every platform into dist/

.PHONY: $(PLATFORMS:%=cross/%)
$(PLATFORMS:%=cross/%): cross/%:
	GOOS=$(*D) GOARCH=$(*F) $(GO_BUILD) -o dist/audiensi-$(*D)-$(*F)$(if $(filter windows,$(*D)),.exe) .
