new-password-title = Elija una nueva contraseña
new-password-why = Otra persona fijó su contraseña, o las reglas ahora son más estrictas. Elija una que solo usted conozca; después puede continuar.
new-password-label = Nueva contraseña
new-password-save = Guardar contraseña
new-password-sign-out = Mejor cerrar sesión
new-password-same = Esta es la contraseña que ya tiene. Elija otra.
new-password-refused = La contraseña no se guardó:
