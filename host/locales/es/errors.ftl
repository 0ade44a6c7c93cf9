# Páginas que aparecen donde algo falló.
errors-missing = Aquí no hay nada
errors-missing-text = La dirección es incorrecta o lo que había aquí fue eliminado.
errors-forbidden = Esta puerta está cerrada
errors-forbidden-text = Sus roles no tienen el permiso { $permission }. Pídalo a un administrador.
errors-csrf = Este formulario venció
errors-csrf-text = No se cambió nada. Vuelva atrás, cargue la página de nuevo y repita lo que hizo.
errors-conflict = Otra persona se adelantó
errors-large = Es demasiado grande
errors-large-text = Se admiten como máximo { $limit }. No se cambió nada.
errors-busy = Algo no funcionó
errors-refused = No se puede hacer
errors-code = No se cambió nada. Intente de nuevo; si continúa, comunique a su administrador el código { $code }.
errors-home = A la primera página
errors-account = Su cuenta: contraseña, idioma, cerrar sesión
errors-plugin = Un complemento no respondió
errors-plugin-text = El complemento { $plugin } falló ({ $code }). No se cambió nada. Intente de nuevo; si continúa, apáguelo en Complementos y avise a su editor.
