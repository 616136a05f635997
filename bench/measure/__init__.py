"""How bench/run measures; what it measures is in bench/run."""
