# Comptoir. `make run` opens the application, `make test` checks everything;
# both install what is missing on Debian and Ubuntu and say what to install
# elsewhere.

# The same flags everywhere, so that every target shares one build cache:
#   migrated_fynedo  Fyne's current threading model
#   x11              no Wayland headers needed to build; runs under XWayland
#   no_emoji         4 MB less
export GOFLAGS := -buildvcs=false -trimpath -tags=migrated_fynedo,x11,no_emoji
export GOTOOLCHAIN ?= local

# Only cmd/comptoir needs cgo (Fyne's driver); all else is tested without it.
PURE = $$(CGO_ENABLED=0 go list -e ./... | grep -v '/cmd/comptoir$$')
FUZZTIME ?= 5s

.PHONY: run test setup setup-run lint unit fuzz cross build e2e idle screenshots bench faults soak package clean

run: setup-run build
	bin/comptoir

test: setup lint unit fuzz cross build e2e

setup-run:
	@.ci/setup run

setup:
	@.ci/setup test

build:
	CGO_ENABLED=1 go build -o bin/ ./cmd/comptoir
	CGO_ENABLED=0 go build -o bin/ ./cmd/comptoirctl

lint:
	@unformatted=$$(gofmt -l app assets cmd storage sync usrfile); \
	if [ -n "$$unformatted" ]; then echo "not formatted by gofmt:"; echo "$$unformatted"; exit 1; fi
	go mod tidy -diff
	go vet ./...
	go tool staticcheck ./...

unit:
	CGO_ENABLED=0 go test -timeout 20m $(PURE)

# Every fuzzer for FUZZTIME: 5 s in `make test`, `make fuzz FUZZTIME=10m` for a search.
fuzz:
	@.ci/fuzz $(FUZZTIME)

# One static comptoirctl for each system it is promised for.
cross:
	@for target in linux/amd64 windows/amd64 darwin/arm64; do \
		echo "comptoirctl for $$target"; \
		CGO_ENABLED=0 GOOS=$${target%/*} GOARCH=$${target#*/} \
			go build -o build/$$target/ ./cmd/comptoirctl || exit 1; \
	done

# The journeys of real people through the built program, in a window under Xvfb.
e2e: build
	@.ci/e2e

# What the window takes of a processor while nobody touches it, a minute a screen.
IDLE ?= 1m
idle: build
	mkdir -p build/e2e
	CGO_ENABLED=0 COMPTOIR_IDLE=$(IDLE) COMPTOIR_E2E="$$PWD/build/e2e" \
		go test -count=1 -v -run TestWindowAtRest ./cmd/comptoir/e2e

# The pictures of the README are what the journeys saw.
SHOTS = cmd/comptoir/e2e/screenshots
screenshots: e2e
	mkdir -p $(SHOTS)
	cp build/e2e/sample-cash-book.png $(SHOTS)/cash-book.png
	cp build/e2e/import-preview.png build/e2e/users.png $(SHOTS)/
	cp build/e2e/posting-split.png $(SHOTS)/posting.png
	cp build/e2e/restore-critical.png $(SHOTS)/restore.png

# One table of what a job takes beside what it takes at least, measured in the same
# run and written to build/bench.json; `make bench ROWS=import` measures some rows, and
# COMPTOIR_HOWEYC=path/to/ledger names a program of howeyc/ledger to compare with.
ROWS ?= .
bench: build
	CGO_ENABLED=0 go test -run '^$$' -bench 'Table/($(ROWS))' -benchtime 1x -timeout 3h ./cmd/comptoirctl/bench

# Kills, failing disks and damage, so many rounds of each kind; too long for every `make
# test`. It says how long it will take, and ends with one table. With 43 rounds there are
# 1 000 kills and more.
ROUNDS ?= 43
faults:
	@.ci/faults $(ROUNDS)

# A day of 24 hours of mixed work, compressed into minutes; what it holds of memory,
# goroutines and open files is printed by the hour and must stay flat.
HOURS ?= 24
soak:
	CGO_ENABLED=0 COMPTOIR_SOAK=$(HOURS) go test -count=1 -timeout 2h -run LongRun -v ./app/workspace

package: build
	@.ci/package

clean:
	rm -rf bin build dist
