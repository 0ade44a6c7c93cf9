//! Services that clients receive and suppliers render.
