"""The files in deploy/ are what their programs take, and name only what the service has."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import kubernetes_validate
import pytest
import yaml
from flask import Flask

from coder import __version__
from coder.coder import Coder
from coder.service import create_app
from coder.serving import gunicorn_options
from coder.settings import Settings, variable
from coder.watch.reading import read_feeds

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"


def laid_over(under: Any, over: Any) -> Any:
    """Two compose files as one, as `docker compose -f UNDER -f OVER` reads them."""
    if isinstance(under, dict):
        return under | {key: laid_over(under[key], value) if key in under else value for key, value in over.items()}
    return [*under, *over] if isinstance(under, list) else over


FILES = {
    name: yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8")) for name in ("compose.yaml", "compose.watch.yaml")
}
COMPOSE = laid_over(*FILES.values())
SERVICES: dict[str, Any] = COMPOSE["services"]
MANIFESTS = [
    manifest
    for name in ("kubernetes.yaml", "prometheus-adapter.yaml")
    for manifest in yaml.safe_load_all((DEPLOY / name).read_text(encoding="utf-8"))
]
RULES = yaml.safe_load((DEPLOY / "prometheus-rules.yml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
KEPT_MEBIBYTES = 1024
"""What a service with two coding processes holds beside the articles they are at (docs/scaling.md)."""
UNITS = {"Mi": 1, "Gi": 1024, "M": 1, "G": 1024}


def manifest(kind: str) -> Any:
    (found,) = (each for each in MANIFESTS if each["kind"] == kind and each["metadata"]["name"] != "adapter-config")
    return found


def pod() -> Any:
    return manifest("Deployment")["spec"]["template"]["spec"]


def container() -> Any:
    (found,) = pod()["containers"]
    return found


def mebibytes(text: str) -> int:
    number, unit = re.fullmatch(r"(\d+)([A-Z]i?)", text).groups()  # type: ignore[union-attr]
    return int(number) * UNITS[unit]


def in_kubernetes() -> dict[str, str]:
    return {each["name"]: each.get("value", "memory") for each in container()["env"]}


ENVIRONMENTS = {
    "compose.yaml": SERVICES["dragoman"]["environment"],
    "compose.watch.yaml": SERVICES["watch"]["environment"],
    "kubernetes.yaml": in_kubernetes(),
}
MEMORY = {
    "compose.yaml": SERVICES["dragoman"]["deploy"]["resources"]["limits"]["memory"],
    "compose.watch.yaml": SERVICES["watch"]["deploy"]["resources"]["limits"]["memory"],
    "kubernetes.yaml": container()["resources"]["limits"]["memory"],
}
GRACE = {
    "compose.yaml": int(SERVICES["dragoman"]["stop_grace_period"].removesuffix("s")),
    "compose.watch.yaml": int(SERVICES["watch"]["stop_grace_period"].removesuffix("s")),
    "kubernetes.yaml": pod()["terminationGracePeriodSeconds"] - container()["lifecycle"]["preStop"]["sleep"]["seconds"],
}


@pytest.fixture(scope="module")
def app(coder: Coder) -> Flask:
    return create_app(Settings(), coder)


@pytest.mark.parametrize("each", MANIFESTS, ids=lambda each: each["kind"])
def test_kubernetes_takes_every_manifest(each: Mapping[str, Any]) -> None:
    kubernetes_validate.validate(each, kubernetes_validate.latest_version(), strict=True)


def test_kubernetes_would_not_take_a_slip() -> None:
    slip = json.loads(json.dumps(manifest("Deployment")))
    slip["spec"]["template"]["spec"]["containers"][0]["startupprobe"] = {}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(slip, kubernetes_validate.latest_version(), strict=True)


@pytest.mark.parametrize("name", FILES)
def test_compose_takes_its_files(name: str) -> None:
    found = importlib.util.find_spec("check_jsonschema")
    if found is None or found.origin is None:
        pytest.skip("check-jsonschema, which carries the schema of compose files, is not installed")
    path = Path(found.origin).parent / "builtin_schemas/vendor/compose-spec.json"
    jsonschema.Draft202012Validator(json.loads(path.read_text(encoding="utf-8"))).validate(FILES[name])


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed, so its configuration was not tried")
    return found


def test_the_proxy_takes_its_configuration() -> None:
    subprocess.run([program("haproxy"), "-c", "-f", str(DEPLOY / "compose/haproxy.cfg")], check=True)


def test_prometheus_takes_its_configuration_and_rules(tmp_path: Path) -> None:
    promtool = program("promtool")
    shutil.copy(DEPLOY / "prometheus-rules.yml", tmp_path)
    text = (DEPLOY / "compose/prometheus.yml").read_text(encoding="utf-8")
    (tmp_path / "key").touch()
    (tmp_path / "prometheus.yml").write_text(text.replace("/run/secrets/prometheus", str(tmp_path / "key")))
    subprocess.run([promtool, "check", "config", str(tmp_path / "prometheus.yml")], check=True)


@pytest.mark.parametrize("file", ENVIRONMENTS)
def test_every_variable_is_a_setting_with_a_value_it_takes(file: str) -> None:
    environment = ENVIRONMENTS[file]
    known = {variable(each) for each in fields(Settings)}
    assert {name for name in environment if name.startswith("DRAGOMAN_")} <= known
    assert all(isinstance(value, str) for value in environment.values())
    Settings.read(environment)


@pytest.mark.parametrize("file", sorted(path.name for path in DEPLOY.glob("*.*ml")))
def test_no_variable_is_made_up(file: str) -> None:
    known = {variable(each) for each in fields(Settings)}
    text = (DEPLOY / file).read_text(encoding="utf-8")
    assert set(re.findall(r"DRAGOMAN_[A-Z_]+", text)) <= known


@pytest.mark.parametrize("file", ENVIRONMENTS)
def test_memory_is_enough_for_the_costliest_articles_at_once(file: str) -> None:
    settings = Settings.read(ENVIRONMENTS[file])
    assert settings.article_memory >= Settings().article_memory // 2
    assert mebibytes(MEMORY[file]) >= KEPT_MEBIBYTES + settings.workers * settings.article_memory


@pytest.mark.parametrize("file", ENVIRONMENTS)
def test_what_was_begun_has_time_to_end(file: str) -> None:
    assert (
        GRACE[file]
        > gunicorn_options(Settings.read({**ENVIRONMENTS[file], "DRAGOMAN_PUBLIC": "yes"}))["graceful_timeout"]
    )


def test_the_proxy_waits_longer_than_the_service_works() -> None:
    text = (DEPLOY / "compose/haproxy.cfg").read_text(encoding="utf-8")
    (seconds,) = re.findall(r"timeout server (\d+)s", text)
    settings = Settings()
    assert int(seconds) > settings.time_budget + settings.wait + settings.read_time
    assert SERVICES["dragoman"]["environment"]["DRAGOMAN_PROXIES"] == "1"


def paths() -> Iterator[str]:
    for name in ("startupProbe", "readinessProbe", "livenessProbe"):
        yield container()[name]["httpGet"]["path"]
    yield manifest("Deployment")["spec"]["template"]["metadata"]["annotations"]["prometheus.io/path"]
    yield from re.findall(r"httpchk GET (\S+)", (DEPLOY / "compose/haproxy.cfg").read_text(encoding="utf-8"))
    (job,) = yaml.safe_load((DEPLOY / "compose/prometheus.yml").read_text(encoding="utf-8"))["scrape_configs"]
    yield job["metrics_path"]


@pytest.mark.parametrize("path", sorted(set(paths())))
def test_every_path_that_is_asked_is_there(app: Flask, path: str) -> None:
    assert app.test_client().get(path).status_code == 200


def test_every_port_is_the_one_that_the_image_listens_on() -> None:
    (exposed,) = re.findall(r"^EXPOSE (\d+)", DOCKERFILE, re.MULTILINE)
    assert exposed == str(Settings().port)
    assert [str(port["containerPort"]) for port in container()["ports"]] == [exposed]
    assert f"dragoman:{exposed}" in (DEPLOY / "compose/haproxy.cfg").read_text(encoding="utf-8")
    (job,) = yaml.safe_load((DEPLOY / "compose/prometheus.yml").read_text(encoding="utf-8"))["scrape_configs"]
    assert str(job["dns_sd_configs"][0]["port"]) == exposed


def test_every_metric_asked_for_is_given(app: Flask) -> None:
    client = app.test_client()
    client.post("/v1/events", json={"text": "Germany criticized France on Tuesday."})
    given = set(re.findall(r"^(\w+)[{ ]", client.get("/metrics").text, re.MULTILINE))
    asked = [rule["expr"] for group in RULES["groups"] for rule in group["rules"]]
    asked += [each["pods"]["metric"]["name"] for each in queue_metrics()]
    asked += re.findall(r"seriesQuery: (.*)", (DEPLOY / "prometheus-adapter.yaml").read_text(encoding="utf-8"))
    for query in asked:
        assert set(re.findall(r"\bdragoman_\w+", query)) <= given, query


def queue_metrics() -> list[Any]:
    return [each for each in manifest("HorizontalPodAutoscaler")["spec"]["metrics"] if each["type"] == "Pods"]


def test_the_adapter_gives_the_metric_that_the_autoscaler_wants() -> None:
    (config,) = (each["data"]["config.yaml"] for each in MANIFESTS if each["kind"] == "ConfigMap")
    (rule,) = yaml.safe_load(config)["rules"]
    assert [each["pods"]["metric"]["name"] for each in queue_metrics()] == [rule["name"]["as"]]
    assert re.fullmatch(rule["name"]["matches"], rule["seriesQuery"].split("{")[0])


def test_every_selector_finds_the_pods() -> None:
    labels = manifest("Deployment")["spec"]["template"]["metadata"]["labels"]
    assert manifest("Deployment")["spec"]["selector"]["matchLabels"] == labels
    assert manifest("Service")["spec"]["selector"] == labels
    assert manifest("PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == labels
    assert manifest("NetworkPolicy")["spec"]["podSelector"]["matchLabels"] == labels
    target = manifest("HorizontalPodAutoscaler")["spec"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) == ("Deployment", manifest("Deployment")["metadata"]["name"])
    assert pod()["enableServiceLinks"] is False


def test_the_pods_may_do_nothing_that_they_need_not() -> None:
    security = container()["securityContext"]
    assert security["readOnlyRootFilesystem"]
    assert not security["allowPrivilegeEscalation"]
    assert security["capabilities"] == {"drop": ["ALL"]}
    assert pod()["securityContext"]["runAsNonRoot"]
    assert f"USER {pod()['securityContext']['runAsUser']}:" in DOCKERFILE
    mounts, volumes = container()["volumeMounts"], pod()["volumes"]
    assert {each["name"] for each in mounts} == {each["name"] for each in volumes}


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_is_bounded_watched_and_may_do_nothing_that_it_need_not(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"]
    assert int(service["user"].split(":")[0]) > 0
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}
    assert "healthcheck" in service or (service.get("build") and "HEALTHCHECK" in DOCKERFILE)
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


def test_compose_names_only_what_it_has() -> None:
    """Networks, secrets, volumes, services that others wait for; files of the repository; addresses of services."""
    for kind in ("networks", "secrets"):
        named = {name for service in SERVICES.values() for name in service.get(kind, ())}
        assert named == set(COMPOSE[kind])
    assert {name for service in SERVICES.values() for name in service.get("depends_on", ())} <= set(SERVICES)
    sources = [volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", ())]
    assert {source for source in sources if not source.startswith(".")} == set(COMPOSE["volumes"])
    assert all((DEPLOY / source).is_file() for source in sources if source.startswith("."))
    assert (DEPLOY / SERVICES["dragoman"]["build"] / "Dockerfile").is_file()
    addresses = {name: SERVICES["dragoman"]["environment"][name] for name in ("DRAGOMAN_CACHE", "DRAGOMAN_STORE")}
    assert {name: urlsplit(address).hostname for name, address in addresses.items()} == {
        "DRAGOMAN_CACHE": "redis",
        "DRAGOMAN_STORE": "postgres",
    }
    used = {Path(secret["file"]).parent.name for secret in COMPOSE["secrets"].values()}
    assert {f"deploy/{name}/" for name in used} <= set((ROOT / ".gitignore").read_text().split())


def test_the_image_holds_the_libraries_that_the_settings_need() -> None:
    (lock,) = re.findall(r"pip install .* -r (\S+)$", DOCKERFILE, re.MULTILINE)
    pinned = {line.split("==")[0].lower() for line in (ROOT / lock).read_text().splitlines()}
    assert {"redis", "psycopg", "trafilatura"} <= pinned


def test_the_watch_writes_where_the_image_lets_it(tmp_path: Path) -> None:
    """Its folders are in the image, open to its user; a volume over them begins with what the image has."""
    (made,) = re.findall(r"^RUN mkdir -m 1777 (.*)$", DOCKERFILE, re.MULTILINE)
    mounted = [volume.split(":")[1] for volume in SERVICES["watch"]["volumes"] if not volume.endswith(":ro")]
    assert mounted == [f"/app/{name}" for name in made.split()]
    (tmp_path / "inbox").mkdir()
    feeds = read_feeds(Path(shutil.copy(DEPLOY / "compose/feeds.yaml", tmp_path)))
    assert [source.name for source in feeds.sources] == ["inbox"]


def test_all_name_the_image_of_this_version() -> None:
    images = {SERVICES["dragoman"]["image"], SERVICES["watch"]["image"], container()["image"]}
    assert images == {f"dragoman:{__version__}"}


def test_nothing_is_held_that_the_limit_does_not_know() -> None:
    """The cache bounds itself below what its container may hold."""
    (limit,) = (word for word in SERVICES["redis"]["command"] if word.endswith("mb"))
    allowed = mebibytes(SERVICES["redis"]["deploy"]["resources"]["limits"]["memory"])
    assert int(limit.removesuffix("mb")) <= 0.75 * allowed
