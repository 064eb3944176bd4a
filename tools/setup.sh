#!/usr/bin/env bash
# Sets up one part of what the project needs: run | dev | node | system. Says what it does; a second time it is quick.
set -euo pipefail
part=$1
python=${2:-python3}

venv() {
  if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or newer is needed: run  make PYTHON=/path/to/python3.11 …" >&2
    exit 1
  fi
  if [ ! -x .venv/bin/python ]; then
    if ! "$python" -m venv .venv 2>/dev/null; then
      rm -rf .venv
      apt_install python3-venv
      "$python" -m venv .venv
    fi
  fi
}

apt_install() {
  local as_root=()
  if ! command -v apt-get >/dev/null; then
    echo "This machine has no apt-get. Install these by hand, then try again: $*" >&2
    exit 1
  fi
  if [ "$(id -u)" != 0 ]; then
    if ! sudo -n true 2>/dev/null && [ ! -t 0 ]; then
      echo "Administrator rights are needed once. Run:  sudo apt-get install -y $*" >&2
      exit 1
    fi
    as_root=(sudo)
  fi
  echo "  apt-get install $*"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

case $part in
  run)
    venv
    .venv/bin/python -m pip install --disable-pip-version-check --quiet --editable .
    ;;
  dev)
    venv
    .venv/bin/python -m pip install --disable-pip-version-check --quiet --editable '.[dev]'
    ;;
  node)
    command -v npm >/dev/null || apt_install nodejs npm
    npm ci --no-audit --no-fund --loglevel=error
    ;;
  system)
    missing=()
    [ -x /usr/bin/chromium ] || missing+=(chromium)
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
    command -v soffice >/dev/null || missing+=(libreoffice-writer)
    command -v pdftoppm >/dev/null || missing+=(poppler-utils)
    [ -n "$(fc-list :lang=zh-cn 2>/dev/null | head -n 1)" ] || missing+=(fontconfig fonts-noto-cjk)
    if [ ${#missing[@]} -gt 0 ]; then apt_install "${missing[@]}"; else echo "  all there"; fi
    ;;
esac
