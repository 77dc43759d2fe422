"""Connections to public addresses only: a name is resolved once, its addresses are checked, and the checked one is connected to, so that neither a
page nor a name server can lead into the own network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from kg.errors import KgError


class PrivateAddress(KgError):
    """A host is at an address that is not public."""


class _PublicOnly(httpcore.SyncBackend):
    """Connects as httpcore does, but to addresses that are public."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(f"{host}: {error.strerror or error}") from error
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        refused = [address for address in addresses if not (self._allow_private or is_public(address))]
        if refused:
            raise PrivateAddress(f"{host} is at {refused[0]}, which is no public address; --allow-private permits it")
        return super().connect_tcp(addresses[0], port, timeout, local_address, socket_options)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet; of one that wraps another, the inner one counts as well."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = [ip, *(one for one in (getattr(ip, "ipv4_mapped", None), getattr(ip, "sixtofour", None)) if one is not None)]
    return all(one.is_global and not one.is_multicast for one in inner)


class GuardedTransport(httpx.HTTPTransport):
    """httpx's own transport, over connections to public addresses only."""

    def __init__(self, allow_private: bool = False) -> None:
        super().__init__(trust_env=False)
        self._pool.close()
        context = httpx.create_ssl_context(trust_env=False)
        # httpx has no public way to name the backend of its pool; the pool's interface is httpcore's, which is public.
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=_PublicOnly(allow_private), keepalive_expiry=5.0)
