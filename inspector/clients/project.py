"""What the files of a project tell about each other: configs that manifests name, and OkHttp's version."""

from collections.abc import Sequence

from inspector.clients.nsc.manifest import facts_of_manifest, resource_name
from inspector.clients.okhttp.stated import is_build_file, stated_versions
from inspector.clients.source import Project, Source

_MANIFEST = "androidmanifest.xml"


def tells_of_others(source: Source) -> bool:
    """Return whether a text is worth keeping for what it tells about others. Cheap; never raises."""
    return source.name.lower().endswith(_MANIFEST) or (is_build_file(source.name) and "okhttp" in source.text)


def project_of(sources: Sequence[Source]) -> Project:
    """Return what `sources`, which are all of one project, tell about each other."""
    named = (_named(source) for source in sources if source.name.lower().endswith(_MANIFEST))
    stated = (item for source in sources if is_build_file(source.name) for item in stated_versions(source))
    return Project(frozenset(name for name in named if name is not None), tuple(dict.fromkeys(stated)))


def _named(source: Source) -> str | None:
    facts = facts_of_manifest(source.text)
    return None if facts is None or facts.config is None else resource_name(facts.config)
