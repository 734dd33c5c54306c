"""``make sounds``: how the tool's phrases of topics are read, made ahead of any build."""

from __future__ import annotations

import json
from pathlib import Path

from keikaku.outputs.search.sounds import sounds_of
from keikaku.outputs.search.topics import load_topics
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.readings import Sudachi

FOLDER = TEMPLATE_FOLDER / "topics" / "ja"
FILE = FOLDER / "sounds.json"


def written(folder: Path = FOLDER) -> str:
    """The file as it has to be, a phrase a line."""
    phrases = dict.fromkeys(phrase for topic in load_topics(folder) for phrase in topic.phrases)
    sounds = {phrase: "|".join(read) for phrase, read in sorted(sounds_of(phrases, Sudachi()).items())}
    return json.dumps(sounds, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
