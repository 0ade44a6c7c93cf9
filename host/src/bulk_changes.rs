//! Changes to many people at once: asked for in a list, carried out in the background when they are many, and taken
//! back for as long as nobody else has touched the people.
