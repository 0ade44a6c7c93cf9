# Lugares.
locations-title = Localizações
locations-inactive = Inativa
locations-none = Ainda não há localizações
locations-none-text = Os lugares a que as pessoas pertencem aparecem aqui.
locations-shown = { $count } na lista
locations-choose = Escolha uma localização
locations-choose-text = O endereço dela abre aqui. Ao escolhê-la em uma pessoa, ela preenche o endereço dessa pessoa.
locations-code = Código
locations-position = Posição
locations-fills = Preenche o endereço das pessoas que a recebem
