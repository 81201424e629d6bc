"""Reads a TensorBoard event file (as hexadecimal, from standard input) with Python's standard library alone; writes it as JSON.

Follows tensorflow/core/lib/io/record_writer.h and tensorflow/core/util/event.proto, and knows nothing of the code that wrote it.
"""

import json
import struct
import sys


def crc32c(data):
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ 0x82F63B78 if value & 1 else value >> 1
    return value ^ 0xFFFFFFFF


def unmasked(value):
    rotated = (value - 0xA282EAD8) % 2**32
    return (rotated >> 17 | rotated << 15) % 2**32


def records(data):
    at = 0
    while at < len(data):
        (length,) = struct.unpack_from("<Q", data, at)
        (length_crc,) = struct.unpack_from("<I", data, at + 8)
        assert unmasked(length_crc) == crc32c(data[at : at + 8]), "length checksum"
        payload = data[at + 12 : at + 12 + length]
        (data_crc,) = struct.unpack_from("<I", data, at + 12 + length)
        assert unmasked(data_crc) == crc32c(payload), "data checksum"
        yield payload
        at += length + 16


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 128:
            return value, at


def fields(data):
    at, found = 0, {}
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 2:
            length, at = varint(data, at)
            value, at = data[at : at + length], at + length
            assert len(value) == length, "field cut short"
        else:
            (value,) = struct.unpack_from({1: "<d", 5: "<f"}[kind], data, at)
            at += {1: 8, 5: 4}[kind]
        found[key >> 3] = value
    return found


def event(data):
    found = fields(data)
    if 3 in found:
        return {"wallTime": found[1], "version": found[3].decode()}
    value = fields(fields(found[5])[1])
    return {"tag": value[1].decode(), "wallTime": found[1], "step": found[2], "value": value[2]}


print(json.dumps([event(data) for data in records(bytes.fromhex(sys.stdin.read()))]))
