sign-in-title = Entrar
sign-in-username = Nome de usuário
sign-in-password = Senha
sign-in-submit = Entrar
sign-in-other-company = Não é a sua empresa? Peça o link da sua; cada empresa tem um.
