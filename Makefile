# 計画のサイト・印刷版を作り、検査する。まずは「make site」と「make test」。一覧は「make help」。
#
# Everything is installed inside this folder (.venv, tests/node_modules, .stamps), by hash. A stamp carries the
# hash of what it installed, so a command with nothing new to install starts at once.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:

# The first Python that is new enough. A name on PATH proves nothing (version managers leave shims), so it is run.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)

hash = $(shell cat $(1) | cksum | tr ' ' '-')
VENV  := .venv
BIN   := $(VENV)/bin
STAMP_VENV := $(VENV)/.installed-$(call hash,requirements.lock pyproject.toml .ci/movable.py)
STAMP_TOOLS := $(VENV)/.installed-tools-$(call hash,requirements-dev.lock requirements.lock pyproject.toml)
STAMP_NODE := tests/node_modules/.installed-$(call hash,tests/package-lock.json)
STAMP_SUPPLY := .venv-supply/.installed-$(call hash,requirements-supply.lock)
STAMP_ENGINES := .venv-engines/.installed-$(call hash,requirements-engines.lock)
STAMP_PLUGINS := .venv-plugins/.installed-$(call hash,requirements-plugins.lock)
STAMP_FUZZ := .venv-fuzz/.installed-$(call hash,requirements-fuzz.lock)
# An environment that does not find the program of this very folder (copied, moved, of a Python that has gone) is made anew.
OWN := import sys, pathlib, keikaku; sys.exit(not pathlib.Path(keikaku.__file__).samefile("builder/keikaku/__init__.py"))
$(shell $(BIN)/python -P -c '$(OWN)' >/dev/null 2>&1 || rm -f $(VENV)/.installed-*)
PIP := -m pip install --quiet --disable-pip-version-check --no-input
PYTEST := $(BIN)/python -m pytest

.PHONY: help site docs serve print test test-plan measure check format lint quick-test bench pictures sounds fuzz mutants sbom audit lock clean distclean packages-site packages-test
.PHONY: install tools

help:  ## この一覧
	@echo '使い方: make <コマンド>'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 14

# THEME=material: the same pages in the frame of Material. Without it mkdocs.yml says which.
FRAME := $(if $(THEME),--theme $(THEME))

site: install packages-site  ## plan/ から閲覧できるサイトを site/ に作る（THEME=material で Material の枠に）
	@$(BIN)/keikaku build $(FRAME)
	@echo
	@echo 'サイトができました: site/index.html'
	@echo '見るには「make serve」を実行し、表示されるアドレスをブラウザーで開いてください。'

docs: install packages-site  ## この道具の説明のサイトを build/docs に作る
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --config-file documentation.yml
	@echo '説明のサイト: build/docs/index.html'

serve: install packages-site  ## 編集しながら見る（保存するたびに表示が変わる）
	@$(BIN)/keikaku serve $(FRAME)

print: install packages-site  ## 印刷用の素案を build/plan.pdf に作る
	@$(BIN)/keikaku print

test: tools packages-test $(STAMP_NODE) $(STAMP_ENGINES) $(STAMP_PLUGINS)  ## すべての検査とテスト（CI と同じ）
	@$(PYTEST) -n auto --dist worksteal -p tests.browser.results

test-plan: tools packages-test $(STAMP_NODE)  ## plan/ の計画だけのテスト（サイト・印刷版・アクセシビリティ）
	@$(PYTEST) -n auto --dist worksteal -m live_plan tests/live tests/browser

measure: tools packages-test $(STAMP_NODE)  ## アクセシビリティのページのもと（measured/）を、テストの結果から書く
	@$(PYTEST) -n auto --dist worksteal -p tests.browser.results -m live_plan --measure tests/browser

check: tools lint  ## 書き方・型・層・ブラウザーを使わないテスト（1分以内）
	@$(PYTEST) -n auto --dist worksteal -m 'not browser and not slow'

lint: tools
	@$(BIN)/python -m ruff format --check --quiet . || { echo '「make format」で整形してください。'; exit 1; }
	@$(BIN)/python -m ruff check --quiet .
	@$(BIN)/python -m mypy --no-error-summary
	@out=$$($(BIN)/python -c 'import importlinter.cli as cli; cli.lint_imports_command()' --no-logo) || { echo "$$out"; exit 1; }

format: tools  ## プログラムを整形する
	@$(BIN)/python -m ruff check --quiet --fix-only .
	@$(BIN)/python -m ruff format --quiet .

bench: tools  ## 速さと大きさを測る（数分から十数分）
	@$(BIN)/python -m bench

pictures: tools packages-test  ## CONTRIBUTING.md の画面の絵を撮り直す
	@$(BIN)/python -m docs.pictures.take

sounds: tools  ## 検索の言葉（site_templates/topics）の読みを書き直す
	@$(BIN)/python -m tests.search.sounds

# Its counts are finite (docs/contributing.md); it takes more than an hour on two cores. SEED=… tries the same again.
SEED ?= $(shell date +%Y%m%d)
fuzz: tools  ## でたらめな入力で長く試す（SEED=番号 で同じものをもう一度）
	@$(MAKE) $(STAMP_FUZZ) >/dev/null 2>&1 || true
	@if test -e $(STAMP_FUZZ); then \
		PYTHONPATH=$$(echo .venv-fuzz/lib/python*/site-packages) $(BIN)/python -m tests.coverage_guided -max_total_time=600; \
	else echo 'この Python で使える atheris がないため、網羅を見ながらの試験は行えません。'; fi
	@echo 'SEED=$(SEED)'
	@$(PYTEST) --hypothesis-profile=fuzz --hypothesis-seed=$(SEED) -n auto --dist worksteal -m 'hypothesis or sweep'

mutants: tools  ## プログラムを少しずつ壊し、テストが気づくかを数える（結果は docs/mutants.md）
	@$(BIN)/python -m tests.mutants $(if $(SEED),--seed $(SEED))

sbom: tools $(STAMP_SUPPLY)  ## 部品表（CycloneDX）を build/sbom.cdx.json に書く
	@mkdir -p build && rm -f build/sbom.cdx.json
	@.venv-supply/bin/python -m cyclonedx_py environment --pyproject pyproject.toml --output-reproducible \
		--output-format JSON --output-file build/sbom.cdx.json $(BIN)/python
	@echo '部品表: build/sbom.cdx.json'

# --strict: a package that could not be looked up is a failure, or a machine without the database would find all well.
audit: $(STAMP_SUPPLY)  ## 依存する部品の既知の弱点を調べる（ネットワークを使う）
	@.venv-supply/bin/python -m pip_audit --strict --require-hashes --disable-pip -r requirements-dev.lock

# Hashes of every file of a release are written, so that one lock serves all machines and Python versions. The
# configuration of this machine is left out, so that no address of a registry gets into the files.
LOCK := PIP_CONFIG_FILE=/dev/null PIP_EXTRA_INDEX_URL= PIP_FIND_LINKS= $(BIN)/python -m piptools compile --quiet --no-config \
	--generate-hashes --allow-unsafe --strip-extras --no-header --annotation-style=line \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links
lock: tools  ## 依存の固定ファイルを pyproject.toml から作り直す
	@$(LOCK) --extra editable --output-file requirements.lock pyproject.toml
	@$(LOCK) --extra editable --extra dev --output-file requirements-dev.lock pyproject.toml
	@for place in supply engines plugins fuzz; do $(BIN)/python -c 'import sys, tomllib; p = tomllib.load(open("pyproject.toml", "rb")); \
		print(*p["tool"]["keikaku"][sys.argv[1]], sep="\n")' $$place \
		| $(LOCK) $$(test $$place = plugins && echo --constraint requirements.lock) --output-file requirements-$$place.lock - || exit 1; done
	@cd tests && npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund --silent

clean:  ## 作ったものを消す（インストールしたものは残る）
	@rm -rf site build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

distclean: clean  ## インストールしたものも消す
	@rm -rf .venv .venv-supply .venv-engines .venv-plugins .venv-fuzz .stamps tests/node_modules

# What a build needs; what tests and changes of the program need besides is nearly as much, and comes when it is asked for.
install: $(STAMP_VENV)
tools: $(STAMP_TOOLS)

$(STAMP_VENV):
	@test -n '$(PYTHON)' || { echo 'Python 3.11 以上が見つかりません。入れてから、もう一度実行してください。'; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { rm -rf $(VENV); echo '準備しています（はじめの1回だけ、数分かかることがあります）…'; \
		$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo 'Python の venv が使えません。Debian・Ubuntu では「apt-get install python3-venv」で入ります。'; exit 1; }; }
	@$(BIN)/python $(PIP) --require-hashes -r requirements.lock
	@$(BIN)/python $(PIP) --no-deps --no-build-isolation --no-index -e .
	@$(BIN)/python .ci/movable.py
	@rm -f $(VENV)/.installed-*
	@touch $@

$(STAMP_TOOLS): | $(STAMP_VENV)
	@$(BIN)/python $(PIP) --require-hashes -r requirements-dev.lock
	@rm -f $(VENV)/.installed-tools-*
	@touch $@

$(STAMP_SUPPLY) $(STAMP_ENGINES) $(STAMP_PLUGINS) $(STAMP_FUZZ): .venv-%:
	@$(@D)/bin/python -m pip --version >/dev/null 2>&1 || { rm -rf $(@D); $(PYTHON) -m venv $(@D); }
	@$(@D)/bin/python $(PIP) --require-hashes -r requirements-$(@D:.venv-%=%).lock
	@rm -f $(@D)/.installed-*
	@touch $@

$(STAMP_NODE):
	@if command -v npm >/dev/null 2>&1; then \
		cd tests && npm ci --ignore-scripts --no-audit --no-fund --silent && touch node_modules/$(notdir $@); \
	else echo 'npm がないため、axe によるアクセシビリティの検査は行えません。'; fi

packages-site:
	@.ci/packages site

packages-test:
	@.ci/packages test
