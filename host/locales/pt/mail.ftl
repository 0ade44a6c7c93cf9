# E-mails, e as páginas a que seus links levam.
mail-hello = Olá, { $name }!
mail-hello-nobody = Olá!
mail-invitation-subject = Escolha sua senha para { $company }
mail-invitation-text = Você tem uma conta em { $company }. Seu nome de usuário é { $username }. Escolha uma senha; depois você pode entrar.
mail-invitation-button = Escolher minha senha
mail-invitation-stranger = Você não esperava esta mensagem? Ignore-a: sem o link ninguém pode usar a conta.
mail-link-hours = O link funciona uma única vez, durante { $count ->
    [one] uma hora
   *[other] { $count } horas
}.
mail-link-days = O link funciona uma única vez, durante { $count ->
    [one] um dia
   *[other] { $count } dias
}.
mail-reset-subject = Uma nova senha para { $company }
mail-reset-text = Alguém, provavelmente você, pediu uma nova senha para { $username } em { $company }.
mail-reset-button = Escolher uma nova senha
mail-reset-stranger = Não foi você? Ignore esta mensagem. Sua senha continua a mesma.
mail-changed-subject = Sua senha em { $company } foi alterada
mail-changed-text = Um administrador de { $company } definiu uma nova senha para { $username } em { $time } (UTC). Sua sessão foi encerrada em todos os lugares.
mail-changed-next = Ao entrar de novo você escolhe uma senha que só você conheça.
mail-changed-button = Entrar
mail-changed-stranger = Não sabe por quê? Pergunte ao seu administrador.
mail-import-subject = Importação de { $file } concluída
mail-import-subject-failed = A importação de { $file } falhou
mail-import-text = { $created } criados, { $updated } atualizados, { $unchanged } sem mudança, { $failed } com erro.
mail-import-text-failed = Não foi possível importar o arquivo até o fim. { $created } criados, { $updated } atualizados, { $unchanged } sem mudança, { $failed } com erro.
mail-import-button = Abrir os detalhes
mail-export-clients = Exportação de clientes
mail-export-specialists = Exportação de especialistas
mail-export-subject = { $what } concluída
mail-export-subject-failed = { $what }: falhou
mail-export-text = { $count ->
    [one] Há { $count } pessoa
   *[other] Há { $count } pessoas
} no arquivo. Só você pode baixá-lo.
mail-export-text-failed = Nenhum arquivo foi feito. A lista de exportações diz por quê.
mail-export-button = Abrir as exportações
mail-foot = Enviado por Elenco para { $company }. Ninguém lê as respostas a este endereço.
mail-foot-wish = Enviado por Elenco para { $company }, porque você pediu o aviso. Mude isso abaixo das notificações.
mail-no-server = O e-mail não está configurado neste servidor.
mail-no-address = O e-mail está configurado, mas o servidor não conhece seu endereço público e não pode enviar links.
mail-invite-no-email = Um convite precisa de um e-mail.
mail-invite-inactive = Esta pessoa não pode entrar. Permita isso primeiro.
mail-invite-has-password = Esta pessoa já tem uma senha.
mail-back = Voltar para entrar
mail-forgot-title = Esqueceu sua senha?
mail-forgot-text = Digite seu nome de usuário ou seu e-mail. Enviamos um link para você escolher uma nova senha.
mail-forgot-name = Nome de usuário ou e-mail
mail-forgot-send = Enviar o link
mail-forgot-ask = Peça uma nova senha ao seu administrador.
mail-forgot-sent = Se conhecemos este nome e temos um e-mail para ele, uma mensagem com um link está a caminho.
mail-forgot-nothing = Não chegou nada depois de alguns minutos? Olhe a pasta de spam e depois pergunte ao seu administrador.
mail-link-open = Continuar
mail-link-script = Ative o JavaScript e abra o link de novo.
mail-link-over = Este link não funciona mais. Cada link funciona uma única vez e por tempo limitado.
mail-link-again = Enviar um novo link
mail-link-why = Escolha uma senha que só você conheça. Depois entre com ela.
mail-wish = Avisar por e-mail sobre importações e exportações:
mail-wish-never = nunca
mail-wish-long = se demorarem mais de { $time }
mail-wish-always = sempre
mail-wish-save = Salvar
mail-wish-no-address = Sem um e-mail na sua conta você não recebe avisos por e-mail.
