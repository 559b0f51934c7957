# Everything a developer does here is a target of this file; CI calls "make check".
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

GOLANGCI_VERSION := 2.15.0
GOVULNCHECK_VERSION := 1.1.4

# The tools lie outside of the repository, one folder a version.
TOOLS = $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/allmende/tools
GOLANGCI = $(TOOLS)/golangci-lint-$(GOLANGCI_VERSION)/golangci-lint
GOVULNCHECK = $(TOOLS)/govulncheck-$(GOVULNCHECK_VERSION)/govulncheck

VERSION = $(shell git describe --tags --always 2>/dev/null || echo development)
GO_FILES = $(shell find . -name node_modules -prune -o -name '*.go' -print)
NPM = npm --prefix frontend --no-fund --no-audit --no-update-notifier
MODULES := frontend/node_modules/.package-lock.json
PAGES := frontend/dist/index.html
# Folders too, so that a deleted file counts as a change.
PAGES_SOURCES = $(shell find frontend/src frontend/public frontend/*.* -not -name '*.go' 2>/dev/null | sed 's/ /\\ /g')

##@ Use
.PHONY: run build
run: need build ## build and start everything on http://localhost:8080; installs PostgreSQL if it is missing
	exec bin/allmende serve

build: need-build $(PAGES) ## build bin/allmende with the front end inside
	CGO_ENABLED=0 go build -trimpath -ldflags '-X main.version=$(VERSION)' -o bin/allmende ./cmd/allmende

$(PAGES): $(MODULES) $(PAGES_SOURCES)
	$(NPM) run build
	touch frontend/dist/.gitkeep $@

$(MODULES): frontend/package-lock.json
	$(NPM) ci --prefer-offline
	touch $@

##@ Check
.PHONY: test test-go test-frontend test-browser
test: build test-frontend test-browser test-go ## all tests: front end, journeys in Chromium, Go; installs Chromium if it is missing

test-go: need-test
	go test -race -shuffle=on -timeout 60m ./...

test-frontend: $(MODULES)
	$(NPM) test

test-browser: need-browser build
	$(NPM) run e2e

.PHONY: check format vet lint vulnerabilities frontend-check drift generate fix
check: need-build format vet lint vulnerabilities frontend-check drift test ## everything: format, vet, lint, vulnerabilities, drift of generated files, and all tests

format:
	@unformatted=$$(gofmt -l $(GO_FILES)); \
	if [ -n "$$unformatted" ]; then echo "Not formatted ('make fix' does it):"; echo "$$unformatted"; exit 1; fi
	@echo "All Go files are formatted."

vet:
	go vet ./...

lint: $(GOLANGCI)
	$(GOLANGCI) run ./...

vulnerabilities: $(GOVULNCHECK)
	scripts/vulncheck $(GOVULNCHECK)

frontend-check: $(MODULES)
	$(NPM) run check

# schema.sql is compared by the tests of adapters/postgres, the table of imports by those of cmd/allmende.
drift: $(MODULES)
	scripts/drift $(NPM) run generate

generate: need-test $(MODULES) ## write the generated files anew: the front end's API types, migrations/schema.sql
	$(NPM) run generate
	go test ./adapters/postgres -run '^TestTheSchemaFileIsTheDumpOfAllMigrations$$' -count=1 -update

fix: $(MODULES) ## format everything
	gofmt -w $(GO_FILES)
	$(NPM) run fix

##@ More
.PHONY: bench clean help
bench: need-test need-browser build ## measure: call-offs per second beside plain SQL, and the times of docs/performance.md
	go run ./cmd/bench

clean: ## remove what was built here; caches and data folders stay
	rm -rf bin frontend/node_modules
	find frontend/dist -mindepth 1 -not -name .gitkeep -delete

help: ## show this
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { printf "\n%s\n", substr($$0, 5) } /^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# What each of the above needs; scripts/need installs it or says what is missing.
.PHONY: need need-build need-test need-browser
need: need-build
	@scripts/need postgresql
need-build:
	@scripts/need go node
need-test:
	@scripts/need go cc postgresql poppler
need-browser:
	@scripts/need chromium postgresql

$(GOLANGCI):
	GOBIN=$(@D) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v$(GOLANGCI_VERSION)

$(GOVULNCHECK):
	GOBIN=$(@D) go install golang.org/x/vuln/cmd/govulncheck@v$(GOVULNCHECK_VERSION)
