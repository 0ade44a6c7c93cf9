# Places.
locations-title = Locations
locations-inactive = Inactive
locations-none = No locations yet
locations-none-text = Places that people belong to appear here.
locations-shown = { $count } shown
locations-choose = Choose a location
locations-choose-text = Its address opens here. Choosing it on a person fills that person’s address.
locations-code = Code
locations-position = Position
locations-fills = Fills the address of the people who get it
