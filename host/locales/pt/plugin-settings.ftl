plugin-settings-too-large = Estas configurações passam de { $limit }. Retire algo.
plugin-settings-control-character = Um caractere deste texto não pode ser guardado. Digite o texto de novo.
plugin-settings-none = Este plugin não tem configurações.
plugin-settings-not-object = As configurações são um objeto JSON: comece com { "{" } e termine com { "}" }.
plugin-settings-secret-gone = Este segredo não está mais guardado. Digite-o de novo.
plugin-settings-required = Preencha este valor.
plugin-settings-unexpected = O plugin não conhece: { $names }. Retire.
plugin-settings-minimum = Digite { $limit } ou mais.
plugin-settings-maximum = Digite { $limit } ou menos.
plugin-settings-above = Digite mais de { $limit }.
plugin-settings-below = Digite menos de { $limit }.
plugin-settings-multiple = Digite um múltiplo de { $step }.
plugin-settings-short = { $count ->
    [one] Digite pelo menos um caractere.
   *[other] Digite pelo menos { $count } caracteres.
  }
plugin-settings-long = { $count ->
    [one] Digite no máximo um caractere.
   *[other] Digite no máximo { $count } caracteres.
  }
plugin-settings-few = { $count ->
    [one] Adicione pelo menos uma entrada.
   *[other] Adicione pelo menos { $count } entradas.
  }
plugin-settings-many = { $count ->
    [one] Deixe no máximo uma entrada.
   *[other] Deixe no máximo { $count } entradas.
  }
plugin-settings-twice = Uma entrada aparece duas vezes. Deixe só uma.
plugin-settings-pattern = Digite um valor no formato { $pattern }.
plugin-settings-format = Digite um valor no formato { $format }.
plugin-settings-choice = Escolha um dos valores oferecidos.
plugin-settings-integer = Digite um número inteiro.
plugin-settings-number = Digite um número.
plugin-settings-unfit = Este valor não serve. Veja a descrição.
plugin-settings-save = Salvar configurações
plugin-settings-save-anyway = Salvar mesmo assim
plugin-settings-may-not = Alterar configurações exige a permissão Plugins.Update.
plugin-settings-ways = Formas de ver as configurações
plugin-settings-as-form = Formulário
plugin-settings-as-json = Editar como JSON
plugin-settings-history = Versões
plugin-settings-broken = O esquema que o plugin traz não pode ser usado, então suas configurações não podem ser alteradas. Peça ao autor uma versão mais nova.
plugin-settings-operator = Nada foi salvo ainda. O que o operador definiu vale até você salvar.
plugin-settings-narrower-none = Aqui ainda não há nada. Valem as configurações para todos; onde as duas dizem algo, o plugin diz como elas se combinam.
plugin-settings-too-many = Há valores demais para um formulário. Edite-os como JSON.
plugin-settings-no-form = Estas configurações não cabem no formulário. Edite-as como JSON.
plugin-settings-would-be-below = { $count ->
    [one] Estas regras deixam uma pessoa abaixo do padrão.
   *[other] Estas regras deixam { $count } pessoas abaixo do padrão.
  }
plugin-settings-are-below = { $count ->
    [one] Uma pessoa tem uma senha aceita sob regras mais fracas.
   *[other] { $count } pessoas têm senhas aceitas sob regras mais fracas.
  }
plugin-settings-unknown = { $count ->
    [one] De uma pessoa não se sabe sob quais regras a senha foi aceita.
   *[other] De { $count } pessoas não se sabe sob quais regras a senha foi aceita.
  }
plugin-settings-more-members = Há mais pessoas do que foi possível verificar.
plugin-settings-how-known = As senhas guardadas não podem ser verificadas de novo; comparam-se as regras que cada uma cumpriu.
plugin-settings-ask-too = Pedir que escolham uma nova senha na próxima página
plugin-settings-ask = Pedir novas senhas a elas
plugin-settings-json = Configurações como JSON
plugin-settings-json-help = Verificado pelas mesmas regras do formulário. Um segredo aparece como referência; digite outro valor no lugar para substituí-lo.
plugin-settings-json-value = Este valor é editado como JSON.
plugin-settings-unreadable = Isto não é JSON. Procure aspas, vírgula ou colchete faltando.
plugin-settings-line = Linha { $line }: { $problem }
plugin-settings-unit = Em { $unit }.
plugin-settings-default = Se ficar vazio: { $value }.
plugin-settings-usual = O habitual ({ $value })
plugin-settings-nothing = Não definido
plugin-settings-at-most = { $count ->
    [one] No máximo um caractere.
   *[other] No máximo { $count } caracteres.
  }
plugin-settings-between = De { $least } a { $most }.
plugin-settings-from = { $least } ou mais.
plugin-settings-up-to = { $most } ou menos.
plugin-settings-on = Sim
plugin-settings-off = Não
plugin-settings-lines = Uma entrada em cada linha.
plugin-settings-secret-set = Há um segredo guardado. Deixe vazio para mantê-lo.
plugin-settings-secret-none = Nada guardado ainda. Ninguém o vê de novo depois de salvo.
plugin-settings-secret-remove = Remover o segredo
plugin-settings-secret-shown = um segredo
plugin-settings-secret-other = O segredo foi substituído.
plugin-settings-row = Entrada { $number }
plugin-settings-add = Adicionar a { $what }
plugin-settings-up = Subir { $name }
plugin-settings-down = Descer { $name }
plugin-settings-remove = Remover { $name }
plugin-settings-for = Para
plugin-settings-everybody = Todos
plugin-settings-projects = Projetos
plugin-settings-groups = Grupos
plugin-settings-own = configurações próprias
plugin-settings-show = Mostrar
plugin-settings-older = Versões anteriores
plugin-settings-version = Versão { $number }
plugin-settings-server = O servidor
plugin-settings-present = Em uso
plugin-settings-restore = Restaurar
plugin-settings-taken-away = Estas configurações foram retiradas.
plugin-settings-same = Nada difere da versão anterior.
plugin-settings-all = Todas as configurações
plugin-settings-reset = Redefinir
plugin-settings-reset-ask = Voltar ao que o operador definiu?
plugin-settings-reset-narrower-ask = Retirar estas configurações? Então valem só as de todos.
plugin-settings-saved = Configurações salvas. Valem a partir de agora.
plugin-settings-unchanged = Nada havia mudado.
plugin-settings-removed = Configurações retiradas.
plugin-settings-asked = { $count ->
    [0] Não foi preciso pedir a ninguém.
    [one] Uma nova senha é pedida a uma pessoa.
   *[other] Uma nova senha é pedida a { $count } pessoas.
  }
plugin-settings-refused = { $count ->
    [one] Um valor foi recusado. Nada foi salvo.
   *[other] { $count } valores foram recusados. Nada foi salvo.
  }
plugin-settings-conflict = Outra pessoa salvou estas configurações nesse meio-tempo. Abra a página em outra aba, compare e salve lá.
