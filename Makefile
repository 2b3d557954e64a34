# What people run. `make help` lists it; each target does the set-up it needs by itself.
#
# .ci/setup installs missing Debian packages (and says so); everything else stays in this folder,
# but for `install`.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
# Where git and the shells look for what `install` puts there. Under sudo nothing is built that
# stands already, so that no file of root's is left in .build.
bindir = $(DESTDIR)$(PREFIX)/bin
mandir = $(DESTDIR)$(PREFIX)/share/man/man1
bashdir = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
zshdir = $(DESTDIR)$(PREFIX)/share/zsh/site-functions
fishdir = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d

# Tests, lint and the sanitizer see the same paths.
SOURCES = Package.swift Sources Tests
TEST_FLAGS ?= --disable-xctest
SOAK ?= 2000
HOOK_STEPS ?= 100000
# Tests make thousands of small repositories; what they prove of disks, `make faults` proves on disks.
# Some run as a user without rights, who must get there.
IN_MEMORY = @folder=$$(mktemp -d -p /dev/shm agentsync-XXXXXX 2> /dev/null || mktemp -d) && \
  trap 'rm -rf "$$folder"' EXIT && chmod 755 "$$folder" && TMPDIR="$$folder"
# Seconds for each fuzz target.
FUZZ ?= 60
# Some of the modes of Tests/Faults/run; none is all.
FAULTS ?=
# The run path is for `make dist`, whose tarball has its libraries in lib/ beside bin/.
RELEASE_FLAGS = -c release --static-swift-stdlib --product git-agentsync -Xlinker -s \
  --disable-local-rpath -Xlinker -rpath -Xlinker '$$ORIGIN/../lib' \
  -Xswiftc -Xclang-linker -Xswiftc -static-libgcc
RELEASE = .build/release/git-agentsync
# What the hook files start; it stands beside the tool. Nothing is loaded when it starts: linked as the
# tool is, it would take twice as long.
HOOK = .build-hook/release/git-agentsync-hook
HOOK_FLAGS ?= -Xswiftc -static-executable
# LIBGIT2=shared links libgit2.so as it is; see .ci/link-release.
LIBGIT2 ?= static
RELEASE_PATH = $(if $(filter static,$(LIBGIT2)),$$(.ci/link-release .build-link))

.PHONY: help demo build release test lint format asan install uninstall dist bench soak fuzz faults clean

help: ## lists these targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

demo: release ## shows the main job in a scratch repository, which it leaves
	@docs/demo.sh "$$PWD/$(RELEASE)" "$$PWD/fixtures/library"

build: ## builds for debugging
	@.ci/setup
	$(SWIFT) build

release: ## builds .build/release/git-agentsync and git-agentsync-hook
	@.ci/setup
	PKG_CONFIG_PATH="$(RELEASE_PATH)$${PKG_CONFIG_PATH:+:$$PKG_CONFIG_PATH}" \
	  $(SWIFT) build $(RELEASE_FLAGS)
	$(SWIFT) build --scratch-path .build-hook -c release --product git-agentsync-hook -Xlinker -s \
	  $(HOOK_FLAGS)
	install -m 755 $(HOOK) $(RELEASE)-hook

test: ## builds and runs every test
	@.ci/setup
	$(SWIFT) build --build-tests
	$(IN_MEMORY) $(SWIFT) test --skip-build $(TEST_FLAGS)

lint: ## checks format and style
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

format: ## formats the sources in place
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

asan: ## runs the tests of the C boundary under the address sanitizer
	@.ci/setup
	.ci/asan

install: ## installs under PREFIX (/usr/local): programs, manual, completions
	@if [ -z "$$SUDO_USER" ] || [ ! -x $(RELEASE)-hook ]; then $(MAKE) release; fi
	install -d "$(bindir)" "$(mandir)" "$(bashdir)" "$(zshdir)" "$(fishdir)"
	install -m 755 $(RELEASE) $(RELEASE)-hook "$(bindir)"
	install -m 644 docs/git-agentsync.1 "$(mandir)/git-agentsync.1"
	install -m 644 completions/git-agentsync.bash "$(bashdir)/git-agentsync"
	install -m 644 completions/_git-agentsync "$(zshdir)/_git-agentsync"
	install -m 644 completions/git-agentsync.fish "$(fishdir)/git-agentsync.fish"

uninstall: ## removes what install put there
	rm -f "$(bindir)/git-agentsync" "$(bindir)/git-agentsync-hook" "$(mandir)/git-agentsync.1" "$(bashdir)/git-agentsync" \
	  "$(zshdir)/_git-agentsync" "$(fishdir)/git-agentsync.fish"

dist: release ## makes dist/*.tar.gz, which runs on any Linux of this machine's glibc or later
	.ci/dist $(RELEASE)

bench: release ## measures against git, side by side; writes the table of docs/performance.md
	@.ci/setup bench
	Tests/Benchmarks/run.sh $(RELEASE)

soak: ## runs SOAK random histories (2000), and HOOK_STEPS steps (100000) with hooks
	@.ci/setup
	$(SWIFT) build --build-tests
	$(IN_MEMORY) AGENTSYNC_SOAK=$(SOAK) $(SWIFT) test --skip-build $(TEST_FLAGS) --filter RandomHistoryTests
	$(IN_MEMORY) AGENTSYNC_HOOK_STEPS=$(HOOK_STEPS) $(SWIFT) test --skip-build $(TEST_FLAGS) --filter RandomHookTests

fuzz: ## feeds the merge and the front matter with FUZZ (60) seconds of odd input each
	@.ci/setup
	Tests/Fuzz/run $(FUZZ)

faults: release ## does to syncs and hooks what machines do: kill, failing calls, full disk, power cut
	@.ci/setup faults
	Tests/Faults/run $(RELEASE) $(FAULTS)

clean: ## removes what was built
	rm -rf .build .build-* dist
