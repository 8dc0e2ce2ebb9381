"""Invoices that other municipalities send: do they agree with what we know?"""
