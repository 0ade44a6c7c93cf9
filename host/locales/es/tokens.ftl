# Tokens de integración.
tokens-title = Tokens de integración
tokens-text = Un programa muestra un token para usar la API como este especialista, nunca con más de lo que el especialista puede hacer.
tokens-all-text = Con estos los programas usan la API, cada uno como el especialista responsable.
tokens-new = Nuevo
tokens-new-own = Nuevo token mío
tokens-new-for = Nuevo token de { $name }
tokens-new-remark = Después de guardar, el token se muestra una vez.
tokens-save = Guardar token
tokens-none = Aún no hay tokens
tokens-none-text = Un programa que trabaja con la API necesita un token. Se crean en la página de un especialista, uno por programa, para poder revocar cada uno por separado.
tokens-none-found = Ningún token coincide
tokens-none-found-text = Pruebe con menos letras u otros días, o vuelva a ver todos los tokens.
tokens-show-all = Ver todos los tokens
tokens-column-what = Token
tokens-column-who = Responsable
tokens-column-made = Creado
tokens-column-used = Último uso
tokens-column-ends = Vence
tokens-column-revoke = Revocar
tokens-by = por { $name }
tokens-by-operator = por el operador
tokens-by-somebody = por alguien que ya no está
tokens-never-used = Nunca
tokens-endless = Nunca
tokens-endless-word = No vence nunca
tokens-expired = Vencido
tokens-soon = { $days ->
    [0] Hoy
    [one] En { $days } día
   *[other] En { $days } días
}
tokens-unlimited = Todo lo que el especialista puede hacer
tokens-nothing = Nada
tokens-limited = { $count ->
    [one] { $count } permiso
   *[other] { $count } permisos
}
tokens-revoke = Revocar
tokens-revoke-confirm = ¿Revocar el token “{ $description }”? Los programas que lo usan son rechazados de inmediato. No se puede deshacer.
tokens-revoked = Revocado. El token ya no funciona.
tokens-person-off = Este especialista está inactivo, por eso estos tokens no funcionan.
tokens-search = Buscar tokens
tokens-search-hint = Responsable o descripción
tokens-filter = Filtrar
tokens-from = desde
tokens-to = hasta
tokens-newest = Más recientes
tokens-older = Anteriores
tokens-description = Descripción
tokens-description-help = Qué programa lo usa y para qué.
tokens-until = Vence el
tokens-until-help = Funciona hasta el final de ese día.
tokens-scope = Qué puede hacer el programa
tokens-scope-all = Todo lo que el especialista puede hacer
tokens-scope-all-text = Sigue lo que { $name } puede hacer, ahora y después.
tokens-scope-some = Solo lo marcado
tokens-scope-some-text = Lo mínimo que el programa necesita. Nunca tiene más que el especialista.
tokens-scope-none = { $name } no tiene roles, así que un token no podría hacer nada.
tokens-made = Copie el token ahora
tokens-once = Se muestra esta única vez.
tokens-once-text = Guárdelo donde su programa lo lea. Nadie puede volver a consultarlo; si se pierde, revóquelo y cree otro.
tokens-secret = Token
tokens-copy = Copiar
tokens-copied = Copiado al portapapeles.
tokens-not-copied = El navegador no permite copiar. El token está seleccionado: cópielo a mano.
tokens-problem-required = Indique para qué es.
tokens-problem-too-long = Use como máximo { $limit } caracteres.
tokens-problem-until = Elija su último día.
tokens-problem-past = Elija hoy o un día posterior.
tokens-problem-far = Elija un día dentro de { $days } días.
tokens-problem-unlimited = Solo el especialista, o quien puede hacer todo, puede crear un token sin límites. Marque lo que el programa puede hacer.
tokens-problem-scopes = Marque al menos un permiso.
tokens-problem-beyond-person = El especialista no tiene uno de estos permisos.
tokens-problem-kind = Solo los especialistas tienen tokens.
tokens-problem-many = Este especialista ya tiene { $most } tokens. Primero revoque algunos.
