"""The command line: each verb is one library call."""
