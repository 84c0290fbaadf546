"""All clients by their command-line name."""

from inspector.clients.client import Client
from inspector.clients.nsc import NetworkSecurityConfig
from inspector.clients.okhttp.write import OkHttpJava, OkHttpKotlin


def featured_clients() -> dict[str, Client]:
    """Return the clients that are shown unasked, by name, in the order in which they are offered."""
    from inspector.clients.apple.write import Apple

    known: tuple[Client, ...] = (OkHttpKotlin(), OkHttpJava(), NetworkSecurityConfig(), Apple())
    return {client.name: client for client in known}


def clients() -> dict[str, Client]:
    """Return every client by name, in the order in which they are offered."""
    from inspector.clients.cer import Cer
    from inspector.clients.cronet import Cronet, HttpEngine
    from inspector.clients.curl.write import Curl, Wget
    from inspector.clients.dotnet import DotNet
    from inspector.clients.flutter import Flutter
    from inspector.clients.go import Go
    from inspector.clients.kotlin import Ktor, KtorDarwin, Retrofit
    from inspector.clients.node import Node
    from inspector.clients.okhttp.old import OkHttpOld
    from inspector.clients.python import Python
    from inspector.clients.react_native.write import ReactNative
    from inspector.clients.swift.write import Alamofire, SwiftDelegate
    from inspector.clients.tlsa.write import Tlsa
    from inspector.clients.trustkit.write import TrustKitCode, TrustKitPlist

    others: tuple[Client, ...] = (
        *(OkHttpOld(), Retrofit(), Ktor(), Cronet(), HttpEngine()),
        *(SwiftDelegate(), TrustKitCode(), TrustKitPlist(), Alamofire(), Cer(), KtorDarwin()),
        *(ReactNative(), Flutter(), DotNet()),
        *(Curl(), Wget(), Tlsa(), Go(), Node(), Python()),
    )
    return featured_clients() | {client.name: client for client in others}
