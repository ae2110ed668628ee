"""Sijill: news text to a sourced incident ledger, and the ledger to counts, checks and posts."""
