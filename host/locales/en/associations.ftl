# What clients, companies and services are associated with.
associations-clients = Clients
associations-clients-shown = { $count ->
    [one] { $count } client shown
   *[other] { $count } clients shown
}
associations-search-clients = Search clients
associations-no-clients = No clients yet
associations-no-clients-text = Associate clients by name, or all that match a search at once.
associations-associate-clients = Associate clients
associations-all-found = All who match
associations-all-clients = { $count ->
    [one] All { $count } client
   *[other] All { $count } clients
}
associations-everybody = All clients of { $project }
associations-clients-confirm = Disassociate the chosen clients from { $name }?
associations-clients-remark = Clients keep their projects, their groups and their history.
associations-clients-of-project = Clients of the project { $project }.
associations-companies = Companies
associations-companies-shown = { $count ->
    [one] { $count } company or supplier shown
   *[other] { $count } companies and suppliers shown
}
associations-no-companies = No companies yet
associations-no-companies-text = Associate the organisation to which this client belongs.
associations-service-companies-text = Associate the companies that receive this service, and the suppliers that render it.
associations-associate-companies = Associate companies
associations-companies-with = Associate companies with { $name }
associations-companies-confirm = Disassociate the chosen companies from { $name }?
associations-companies-remark = The history of the client keeps what was associated.
associations-to-companies = Go to companies
associations-services = Services
associations-services-shown = { $count ->
    [one] { $count } service shown
   *[other] { $count } services shown
}
associations-no-services = No services yet
associations-no-services-text = Associate the services that will be provided to this client.
associations-company-services-text = Associate the services that a company receives, or that a supplier renders.
associations-associate-services = Associate services
associations-services-with = Associate services with { $name }
associations-services-confirm = Disassociate the chosen services from { $name }?
associations-services-remark = The history of the client keeps what was associated.
associations-to-services = Go to services
associations-came = Associated.
associations-went = Disassociated.
associations-came-count = { $count ->
    [one] { $count } was associated.
   *[other] { $count } were associated.
}
associations-went-count = { $count ->
    [one] { $count } was disassociated.
   *[other] { $count } were disassociated.
}
associations-nobody-chosen = Choose from the list first. Nothing was changed.
associations-problem-client = Somebody is not a client of this project. Open the page again and choose anew.
associations-problem-thing = Something you chose is no longer there. Open the page again and choose anew.
