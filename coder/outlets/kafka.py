"""Puts parcels of events into a topic of Kafka: the dyad is the key, the event as JSON the value."""

from __future__ import annotations

import logging
from typing import Any

from coder.errors import DeliveryError
from coder.extras import needed
from coder.outlets.hooks import Topic
from coder.outlets.parcels import Parcel

SECONDS = 30.0


class KafkaSink:
    """One topic. A parcel is delivered once all brokers that count have reported every event of it.

    :raise ExtraError: the library is not installed.
    """

    def __init__(self, to: Topic) -> None:
        self._library = needed("confluent_kafka", "kafka")
        self._to = to
        options = {
            "bootstrap.servers": to.brokers,
            "acks": "all",
            "enable.idempotence": True,
            "message.timeout.ms": int(1000 * SECONDS),
            "logger": _quiet(),
        }
        self._producer = self._library.Producer(options)

    def close(self) -> None:
        """Let nothing wait any longer."""
        self._producer.purge()
        self._producer.flush(1)

    def deliver(self, parcel: Parcel) -> None:
        """Produce every event of a parcel in order, and wait for the reports.

        :raise DeliveryError: a broker did not take them all.
        """
        failed: list[str] = []
        left = [len(parcel.lines)]

        def report(error: Any, message: Any) -> None:
            left[0] -= 1
            if error is not None:
                failed.append(error.str())

        try:
            for key, line in zip(parcel.keys, parcel.lines, strict=True):
                headers = {"Dragoman-Delivery": parcel.id}
                value = line.rstrip("\n").encode()
                self._producer.produce(self._to.topic, value, key.encode(), on_delivery=report, headers=headers)
                self._producer.poll(0)
            self._producer.flush(2 * SECONDS)
        except (self._library.KafkaException, BufferError) as error:
            raise DeliveryError(f"{self._to.topic} at {self._to.brokers} does not take it: {error}") from None
        if failed or left[0]:
            said = failed[0] if failed else "no report in time"
            raise DeliveryError(f"{self._to.topic} at {self._to.brokers} does not take it: {said}")


def _quiet() -> Any:
    """What librdkafka has to say comes with the reports."""
    logger = logging.getLogger("dragoman.kafka")
    logger.setLevel(logging.CRITICAL)
    return logger
