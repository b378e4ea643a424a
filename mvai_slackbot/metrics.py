"""Counts and durations of what the bot does, by kind and result; no person's words or names are ever a label."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

ACKNOWLEDGED = (0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
DELIVERED = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)


class Metrics:
    """One set of counters on a registry of its own; made by `app` and handed down."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._heard = Counter(
            "mvai_heard_total", "Gestures and events heard", ["kind", "result"], registry=self.registry
        )
        self._heard_seconds = Histogram(
            "mvai_heard_seconds", "From hearing to the answer", ["kind"], registry=self.registry, buckets=ACKNOWLEDGED
        )
        self._delivered = Counter(
            "mvai_delivered_total",
            "Effects carried to Slack, by Slack's word",
            ["kind", "result"],
            registry=self.registry,
        )
        self._delivered_seconds = Histogram(
            "mvai_delivered_seconds", "One try of one effect", ["kind"], registry=self.registry, buckets=DELIVERED
        )
        self._oldest = Gauge(
            "mvai_oldest_effect_seconds", "Age of the oldest effect that still waits", registry=self.registry
        )

    def heard(self, kind: str, result: str, seconds: float) -> None:
        """Count one gesture: kind is command, button, form, shortcut or event; result done, refused or failed."""
        self._heard.labels(kind, result).inc()
        self._heard_seconds.labels(kind).observe(seconds)

    def delivered(self, kind: str, result: str, seconds: float) -> None:
        """Count one try of an effect; result is done, or Slack's error code."""
        self._delivered.labels(kind, result).inc()
        self._delivered_seconds.labels(kind).observe(seconds)

    def oldest(self, seconds: float) -> None:
        """Tell how long the oldest unfinished effect waits; 0 when none does."""
        self._oldest.set(seconds)
