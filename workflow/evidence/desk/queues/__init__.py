"""Every queue of the desk, in the order in which people meet them."""

from __future__ import annotations

from evidence.desk.queue import Queue
from evidence.registry import Registry

QUEUES: Registry[Queue] = Registry(
    "evidence.desk.queues",
    "QUEUE",
    Queue,
    "evidence.desk.queues",
    words=lambda queue: (queue.name,),
    order=lambda queue: queue.place,
)
