plugin-settings-too-large = Esta configuración supera { $limit }. Quite algo.
plugin-settings-control-character = Un carácter de este texto no se puede guardar. Escriba el texto de nuevo.
plugin-settings-none = Este complemento no tiene configuración.
plugin-settings-not-object = La configuración es un objeto JSON: empiece con { "{" } y termine con { "}" }.
plugin-settings-secret-gone = Este secreto ya no está guardado. Escríbalo de nuevo.
plugin-settings-required = Complete este valor.
plugin-settings-unexpected = El complemento no conoce: { $names }. Quítelo.
plugin-settings-minimum = Escriba { $limit } o más.
plugin-settings-maximum = Escriba { $limit } o menos.
plugin-settings-above = Escriba más de { $limit }.
plugin-settings-below = Escriba menos de { $limit }.
plugin-settings-multiple = Escriba un múltiplo de { $step }.
plugin-settings-short = { $count ->
    [one] Escriba al menos un carácter.
   *[other] Escriba al menos { $count } caracteres.
  }
plugin-settings-long = { $count ->
    [one] Escriba un carácter como máximo.
   *[other] Escriba { $count } caracteres como máximo.
  }
plugin-settings-few = { $count ->
    [one] Agregue al menos una entrada.
   *[other] Agregue al menos { $count } entradas.
  }
plugin-settings-many = { $count ->
    [one] Deje una entrada como máximo.
   *[other] Deje { $count } entradas como máximo.
  }
plugin-settings-twice = Una entrada está repetida. Deje solo una.
plugin-settings-pattern = Escriba un valor con la forma { $pattern }.
plugin-settings-format = Escriba un valor con el formato { $format }.
plugin-settings-choice = Elija uno de los valores ofrecidos.
plugin-settings-integer = Escriba un número entero.
plugin-settings-number = Escriba un número.
plugin-settings-unfit = Este valor no es válido. Consulte su descripción.
plugin-settings-save = Guardar configuración
plugin-settings-save-anyway = Guardar de todos modos
plugin-settings-may-not = Cambiar la configuración requiere el permiso Plugins.Update.
plugin-settings-ways = Formas de ver la configuración
plugin-settings-as-form = Formulario
plugin-settings-as-json = Editar como JSON
plugin-settings-history = Versiones
plugin-settings-broken = El esquema que trae el complemento no se puede usar, así que su configuración no se puede cambiar. Pida a su autor una versión más nueva.
plugin-settings-operator = Aún no se ha guardado nada. Lo que fijó el operador vale hasta que usted guarde.
plugin-settings-narrower-none = Aquí aún no hay nada. Vale la configuración para todos; donde ambas dicen algo, el complemento dice cómo se combinan.
plugin-settings-too-many = Hay demasiados valores para un formulario. Edítelos como JSON.
plugin-settings-no-form = Esta configuración no cabe en el formulario. Edítela como JSON.
plugin-settings-would-be-below = { $count ->
    [one] Estas reglas dejan a una persona por debajo del nivel exigido.
   *[other] Estas reglas dejan a { $count } personas por debajo del nivel exigido.
  }
plugin-settings-are-below = { $count ->
    [one] Una persona tiene una contraseña aceptada con reglas más débiles.
   *[other] { $count } personas tienen contraseñas aceptadas con reglas más débiles.
  }
plugin-settings-unknown = { $count ->
    [one] De una persona no se sabe con qué reglas se aceptó la contraseña.
   *[other] De { $count } personas no se sabe con qué reglas se aceptó la contraseña.
  }
plugin-settings-more-members = Hay más personas de las que se pudieron revisar.
plugin-settings-how-known = Las contraseñas guardadas no se pueden volver a revisar; se comparan las reglas que cada una cumplió.
plugin-settings-ask-too = Pedirles que elijan una nueva contraseña en su próxima página
plugin-settings-ask = Pedirles nuevas contraseñas
plugin-settings-json = Configuración como JSON
plugin-settings-json-help = Se revisa con las mismas reglas que el formulario. Un secreto aparece como referencia; escriba otro valor en su lugar para reemplazarlo.
plugin-settings-json-value = Este valor se edita como JSON.
plugin-settings-unreadable = Esto no es JSON. Busque una comilla, una coma o un corchete que falte.
plugin-settings-line = Línea { $line }: { $problem }
plugin-settings-unit = En { $unit }.
plugin-settings-default = Si queda vacío: { $value }.
plugin-settings-usual = Lo habitual ({ $value })
plugin-settings-nothing = Sin definir
plugin-settings-at-most = { $count ->
    [one] Un carácter como máximo.
   *[other] { $count } caracteres como máximo.
  }
plugin-settings-between = De { $least } a { $most }.
plugin-settings-from = { $least } o más.
plugin-settings-up-to = { $most } o menos.
plugin-settings-on = Sí
plugin-settings-off = No
plugin-settings-lines = Una entrada en cada línea.
plugin-settings-secret-set = Hay un secreto guardado. Deje esto vacío para conservarlo.
plugin-settings-secret-none = Aún no hay nada guardado. Nadie lo vuelve a ver una vez guardado.
plugin-settings-secret-remove = Quitar el secreto
plugin-settings-secret-shown = un secreto
plugin-settings-secret-other = Se reemplazó el secreto.
plugin-settings-row = Entrada { $number }
plugin-settings-add = Agregar a { $what }
plugin-settings-up = Subir { $name }
plugin-settings-down = Bajar { $name }
plugin-settings-remove = Quitar { $name }
plugin-settings-for = Para
plugin-settings-everybody = Todos
plugin-settings-projects = Proyectos
plugin-settings-groups = Grupos
plugin-settings-own = configuración propia
plugin-settings-show = Mostrar
plugin-settings-older = Versiones anteriores
plugin-settings-version = Versión { $number }
plugin-settings-server = El servidor
plugin-settings-present = En uso
plugin-settings-restore = Restaurar
plugin-settings-taken-away = Esta configuración se quitó.
plugin-settings-same = Nada difiere de la versión anterior.
plugin-settings-all = Toda la configuración
plugin-settings-reset = Restablecer
plugin-settings-reset-ask = ¿Volver a lo que fijó el operador?
plugin-settings-reset-narrower-ask = ¿Quitar esta configuración? Entonces solo vale la de todos.
plugin-settings-saved = Configuración guardada. Vale desde ahora.
plugin-settings-unchanged = Nada había cambiado.
plugin-settings-removed = Configuración quitada.
plugin-settings-asked = { $count ->
    [0] No hubo que pedírselo a nadie.
    [one] Se pide una nueva contraseña a una persona.
   *[other] Se pide una nueva contraseña a { $count } personas.
  }
plugin-settings-refused = { $count ->
    [one] Se rechazó un valor. No se guardó nada.
   *[other] Se rechazaron { $count } valores. No se guardó nada.
  }
plugin-settings-conflict = Otra persona guardó esta configuración mientras tanto. Abra la página en otra pestaña, compare y guarde allí.
