// The console's behaviour, one module for each part. Pages work without it.
