plugins-canary-title = Probar una versión junto a la activa
plugins-canary-text = A la versión a prueba se le pregunta lo mismo que a la activa, cuando la respuesta ya salió. Nadie la espera y nada de lo que hace queda. Aquí ve en qué se diferencian sus respuestas.
plugins-canary-no-candidate = Suba otra versión para probarla junto a la activa.
plugins-canary-version = Versión
plugins-canary-start = Empezar la prueba
plugins-canary-beside = { $version } a prueba junto a { $active }
plugins-canary-nothing-yet = Aún no se comparó nada. Use el plugin o haga una importación.
plugins-canary-all-same = { $count ->
    [one] La única respuesta es igual.
   *[other] Las { $count } respuestas son iguales.
  }
plugins-canary-some-differ = { $count } de { $total } respuestas son distintas. Revíselas antes de activar la versión.
plugins-canary-same = Iguales
plugins-canary-different = Distintas
plugins-canary-failed = Fallos a prueba
plugins-canary-since = Primera comparación
plugins-canary-until = Última comparación
plugins-canary-differences = Primeras diferencias
plugins-canary-differences-text = Se guardan las primeras 50, con la parte de la pregunta de la que trata la diferencia.
plugins-canary-asked = Pregunta
plugins-canary-not-kept = La pregunta no se guarda aquí: tenía un secreto, o la llamada falló.
plugins-canary-answer-of = Respuesta de { $version }
plugins-canary-promote = Activar
plugins-canary-promote-confirm = ¿Que responda la versión { $version } desde ahora?
plugins-canary-stop = Terminar la prueba
plugins-canary-on-imports = Probar con las últimas importaciones
plugins-canary-said-started = La prueba empezó.
plugins-canary-said-stopped = La prueba terminó.
plugins-canary-said-compared = Las dos versiones revisaron a las personas de las últimas importaciones.
