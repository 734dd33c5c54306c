"""What the ready configurations promise alike, and what can be tried of them without their cloud."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

HOSTING = Path(__file__).parents[2] / "hosting"


class _CloudFormation(yaml.SafeLoader):
    """YAML with CloudFormation's short forms (!Ref, !Sub, !GetAtt), kept as their plain text."""


_CloudFormation.add_multi_constructor("!", lambda loader, suffix, node: node.value)


def stack() -> dict[str, Any]:
    text = (HOSTING / "cloudfront/stack.yml").read_text(encoding="utf-8")
    return dict(yaml.load(text, _CloudFormation)["Resources"])


def nginx_headers() -> dict[str, str]:
    text = (HOSTING / "nginx/site.conf").read_text(encoding="utf-8")
    maps = (HOSTING / "nginx/http.conf").read_text(encoding="utf-8")
    resource = re.search(r'map \$uri \$plan_resource \{\s+default\s+"([^"]+)"', maps)
    assert resource is not None
    fixed = dict(re.findall(r'^add_header (\S+) "([^"]*)" always;', text, re.MULTILINE))
    return {**fixed, "Cross-Origin-Resource-Policy": resource[1]}


def test_cdn_and_nginx_send_the_same_security_headers() -> None:
    policy = stack()["Headers"]["Properties"]["ResponseHeadersPolicyConfig"]
    security = policy["SecurityHeadersConfig"]
    sent = {item["Header"]: item["Value"] for item in policy["CustomHeadersConfig"]["Items"]}
    sent["Referrer-Policy"] = security["ReferrerPolicy"]["ReferrerPolicy"]
    sent["X-Content-Type-Options"] = "nosniff" if security["ContentTypeOptions"]["Override"] else ""
    assert sent == nginx_headers()
    maps = (HOSTING / "nginx/http.conf").read_text(encoding="utf-8")
    assert f'"{security["ContentSecurityPolicy"]["ContentSecurityPolicy"]}"' in maps


def test_cdn_and_nginx_cache_pages_alike() -> None:
    maps = (HOSTING / "nginx/http.conf").read_text(encoding="utf-8")
    pages = re.search(r'map \$uri \$plan_cache \{\s+default\s+"([^"]+)"', maps)
    upload = re.search(r"^pages='([^']+)'", (HOSTING / "cloudfront/upload").read_text("utf-8"), re.MULTILINE)
    assert pages is not None
    assert upload is not None
    assert pages[1] == upload[1]


def test_nobody_but_the_cdn_reads_the_bucket() -> None:
    resources = stack()
    assert set(resources["Bucket"]["Properties"]["PublicAccessBlockConfiguration"].values()) == {True}
    statements = resources["BucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert {s["Principal"]["Service"] for s in statements} == {"cloudfront.amazonaws.com"}
    assert all("AWS:SourceArn" in s["Condition"]["StringEquals"] for s in statements)


@pytest.mark.skipif(shutil.which("node") is None, reason="node がない")
@pytest.mark.parametrize(
    ("address", "asked_or_sent_to"),
    [
        ("/", "/index.html"),
        ("/glossary/", "/glossary/index.html"),
        ("/glossary", "./glossary/"),
        ("/data/plan.json", "/data/plan.json"),
        ("//evil.example", "//evil.example"),
        ("//evil", "./evil/"),
    ],
)
def test_folders_are_found_in_an_object_store(address: str, asked_or_sent_to: str) -> None:
    """The function of the CDN, run by node; a redirect never leaves the site."""
    code = (HOSTING / "cloudfront/request.js").read_text(encoding="utf-8")
    event = json.dumps({"request": {"uri": address}})
    show = f"{code}\nconst r = handler({event}); console.log(r.uri ?? r.headers.location.value)"
    done = subprocess.run(["node", "-e", show], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == asked_or_sent_to


def upload_commands(tmp_path: Path, *arguments: str) -> list[str]:
    """The calls of `aws` that hosting/cloudfront/upload makes, recorded by a stand-in of that name."""
    log = tmp_path / "calls"
    stand_in = tmp_path / "aws"
    stand_in.write_text(f'#!/bin/sh\necho "$@" >> "{log}"\n', encoding="utf-8")
    stand_in.chmod(0o755)
    subprocess.run([HOSTING / "cloudfront/upload", *arguments], check=True, env={"PATH": f"{tmp_path}:/usr/bin:/bin"})
    return log.read_text(encoding="utf-8").splitlines()


def test_upload_sends_parts_before_pages_and_removes_last(tmp_path: Path) -> None:
    """The other way round, a reader meets a page whose style sheet is not there yet."""
    (tmp_path / "index.html").write_text("", encoding="utf-8")
    parts, pages, removal, invalidation = upload_commands(tmp_path, str(tmp_path), "bucket", "E123")
    assert "--exclude *.html" in parts
    assert "--delete" not in parts
    assert "--include *.html" in pages
    assert "--delete" not in pages
    assert "--delete" in removal
    assert invalidation.endswith("--distribution-id E123 --paths /*")


@pytest.mark.parametrize("script", ["precompress", "cloudfront/upload"])
def test_scripts_refuse_a_folder_that_is_no_site(tmp_path: Path, script: str) -> None:
    done = subprocess.run([HOSTING / script, tmp_path, "bucket"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("使い方: ")
