sign-in-title = Entrar
sign-in-username = Nome de usuário
sign-in-password = Senha
sign-in-submit = Entrar
sign-in-other-company = Não é a sua empresa? Peça o link da sua; cada empresa tem um.
sign-in-wrong = O usuário ou a senha não estão certos. Confira os dois e tente de novo.
sign-in-wait = Tentativas demais. Tente de novo em { $time }.
sign-in-front = Qual empresa?
