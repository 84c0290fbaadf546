"""Rehearsal: what becomes of a pin set when keys, authorities, devices or attackers change."""
