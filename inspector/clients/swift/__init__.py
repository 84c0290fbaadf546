"""Pins that Swift code compares by itself: URLSession delegates, and evaluators for Alamofire."""
