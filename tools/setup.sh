#!/usr/bin/env bash
# Sets up one part of what the project needs: run | dev | node | system. Says what it does; a second time it is quick.
set -euo pipefail
part=$1
wanted=${2:-python3}

# A sentence in both languages; what it is about follows.
tell() { printf '%s\n' "$@" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# Root, or sudo that works without a question, or sudo with somebody there to answer it.
may_be_root() {
  [ "$(id -u)" = 0 ] && return
  command -v sudo >/dev/null || return
  sudo -n true 2>/dev/null || { [ -t 0 ] && [ -z "${CI:-}" ]; }
}

apt_install() {
  if ! command -v apt-get >/dev/null; then
    tell "这台机器没有 apt-get，请用它自己的方式安装：$*" \
      "This machine has no apt-get. Install these its own way, then try again: $*"
    exit 1
  fi
  if ! may_be_root; then
    tell "需要管理员运行一次（之后不再需要）：" "An administrator must run this once:" \
      "  apt-get update && apt-get install -y $*"
    exit 1
  fi
  echo "  apt-get install $*"
  as_root apt-get update -qq || tell "软件包目录没有更新成功，先用现有的。" "The package lists could not be updated; going on."
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# The Python asked for if it is new enough, else another that is there.
find_python() {
  local each
  for each in "$wanted" python3.13 python3.12 python3.11; do
    if is_new_enough "$each"; then
      echo "$each"
      return
    fi
  done
  return 1
}

# An environment without a working pip is what an interrupted or half-installed Python leaves behind.
is_sound() { is_new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; }

venv() {
  is_sound && return
  local python package
  if ! python=$(find_python); then
    command -v python3 >/dev/null || apt_install python3 python3-venv
    if ! python=$(find_python); then
      tell "需要 Python 3.11 或更新的版本。装好以后运行：make PYTHON=/路径/python3.12 serve" \
        "Python 3.11 or newer is needed. Once there is one: make PYTHON=/path/to/python3.12 serve"
      exit 1
    fi
  fi
  if ! "$python" -m venv --clear .venv >/dev/null 2>&1; then
    # Debian and Ubuntu keep this part of Python in a package of its own.
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    apt_install "$package"
    "$python" -m venv --clear .venv
  fi
}

pip_install() {
  .venv/bin/python -m pip install --disable-pip-version-check --quiet --editable "$1" && return
  tell "软件包没有装成。请检查网络；单位有自己的镜像时，设置 PIP_INDEX_URL 后再试。" \
    "The packages were not installed. Check the network; if your organisation has a mirror, set PIP_INDEX_URL."
  exit 1
}

# Ubuntu has Chromium as a snap only, which containers cannot run; Playwright brings one of its own.
is_ubuntu() { grep -qs '^ID=ubuntu' /etc/os-release; }
has_chromium() {
  command -v chromium >/dev/null || { is_ubuntu && ls ~/.cache/ms-playwright/chromium-*/ >/dev/null 2>&1; }
}

case $part in
  run)
    venv
    pip_install .
    ;;
  dev)
    venv
    pip_install '.[dev]'
    ;;
  node)
    command -v npm >/dev/null || apt_install nodejs npm
    npm ci --no-audit --no-fund --loglevel=error
    ;;
  system)
    missing=()
    has_chromium || is_ubuntu || missing+=(chromium)
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
    command -v soffice >/dev/null || missing+=(libreoffice-writer)
    ls /usr/lib/libreoffice/program/libscfiltlo.so >/dev/null 2>&1 || missing+=(libreoffice-calc)
    [ -x /usr/sbin/nginx ] || command -v nginx >/dev/null || missing+=(nginx)
    command -v fc-list >/dev/null || missing+=(fontconfig)
    [ -n "$(fc-list :lang=zh-cn 2>/dev/null | head -n 1)" ] || missing+=(fonts-noto-cjk)
    [ ${#missing[@]} -eq 0 ] || apt_install "${missing[@]}"
    has_chromium || .venv/bin/playwright install --with-deps chromium
    ;;
  *)
    tell "tools/setup.sh run | dev | node | system"
    exit 2
    ;;
esac
