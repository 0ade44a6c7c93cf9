plugins-canary-title = Testar uma versão ao lado da ativa
plugins-canary-text = A versão em teste recebe as mesmas perguntas que a ativa, depois que a resposta já saiu. Ninguém espera por ela e nada do que ela faz permanece. Aqui você vê onde as respostas diferem.
plugins-canary-no-candidate = Envie outra versão para testá-la ao lado da ativa.
plugins-canary-version = Versão
plugins-canary-start = Começar o teste
plugins-canary-beside = { $version } em teste ao lado de { $active }
plugins-canary-nothing-yet = Nada foi comparado ainda. Use o plugin ou faça uma importação.
plugins-canary-all-same = { $count ->
    [one] A única resposta é igual.
   *[other] Todas as { $count } respostas são iguais.
  }
plugins-canary-some-differ = { $count } de { $total } respostas diferem. Veja-as antes de ativar a versão.
plugins-canary-same = Iguais
plugins-canary-different = Diferentes
plugins-canary-failed = Falhas no teste
plugins-canary-since = Primeira comparação
plugins-canary-until = Última comparação
plugins-canary-differences = Primeiras diferenças
plugins-canary-differences-text = As primeiras 50 são guardadas, com a parte da pergunta de que trata a diferença.
plugins-canary-asked = Pergunta
plugins-canary-not-kept = A pergunta não é guardada aqui: continha um segredo, ou a chamada falhou.
plugins-canary-answer-of = Resposta de { $version }
plugins-canary-promote = Ativar
plugins-canary-promote-confirm = Fazer a versão { $version } responder de agora em diante?
plugins-canary-stop = Encerrar o teste
plugins-canary-on-imports = Testar com as últimas importações
plugins-canary-said-started = O teste começou.
plugins-canary-said-stopped = O teste terminou.
plugins-canary-said-compared = As duas versões verificaram as pessoas das últimas importações.
