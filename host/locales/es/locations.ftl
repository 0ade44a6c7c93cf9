# Lugares.
locations-title = Ubicaciones
locations-inactive = Inactiva
locations-none = Aún no hay ubicaciones
locations-none-text = Aquí aparecen los lugares a los que pertenecen las personas.
locations-shown = { $count } en la lista
locations-choose = Elija una ubicación
locations-choose-text = Su dirección se abre aquí. Al elegirla en una persona, completa la dirección de esa persona.
locations-code = Código
locations-position = Posición
locations-fills = Completa la dirección de las personas que la reciben
