new-password-title = Escolha uma nova senha
new-password-why = Outra pessoa definiu sua senha, ou as regras ficaram mais rígidas. Escolha uma que só você conheça; depois você pode continuar.
new-password-label = Nova senha
new-password-save = Salvar senha
new-password-sign-out = Prefiro sair
new-password-same = Esta é a senha que você já tem. Escolha outra.
new-password-refused = A senha não foi salva:
