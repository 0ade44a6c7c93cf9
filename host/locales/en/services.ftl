# Services.
services-title = Services
services-new = New
services-new-service = New service
services-new-text = Not saved yet. Only a name is required.
services-not-saved = New service, not saved
services-save = Save service
services-saved = Saved.
services-deleted = Deleted.
services-not-allowed = Your roles do not allow this. Ask an administrator.
services-more = More
services-search = Search services
services-search-hint = Name of a service
services-all = All
services-active-many = Active
services-inactive-many = Inactive
services-active = Active
services-inactive = Inactive
services-shown = { $shown } shown of { $total }
services-none = No services yet
services-none-text = A service is what clients receive and suppliers render. It can keep to a calendar.
services-none-found = No service matches
services-none-found-text = Try fewer letters, or look at all services again.
services-show-all = Show all services
services-choose = Choose a service
services-choose-text = Its details, clients and companies open here.
services-identity = Service
services-identity-text = What is provided, and when.
services-name = Name
services-status = Status
services-in-use = Active, in use
services-description = Description
services-calendar = Calendar
services-no-calendar = No calendar
services-calendar-help = The working days and hours in which it is provided.
services-calendar-inactive = { $name } (inactive)
services-last-change = Last change
services-tab-details = Details
services-tab-clients = Clients
services-tab-companies = Companies
services-tab-history = History
services-tabs-later = The other tabs open after the first save.
services-companies-count = { $count ->
    [one] { $count } company
   *[other] { $count } companies
}
services-suppliers-count = { $count ->
    [one] { $count } supplier
   *[other] { $count } suppliers
}
services-delete = Delete
services-delete-title = Delete { $name }?
services-delete-unused = Nothing is associated with it. This cannot be undone.
services-delete-used = It is in use. Clients and companies stay; they only lose this service, and the history of the clients says so. This cannot be undone.
services-refused = { $count ->
    [one] Nothing was saved: { $count } value needs your attention.
   *[other] Nothing was saved: { $count } values need your attention.
}
services-conflict = Somebody else saved changes in the meantime. Marked fields differ from what stands there now; save again to keep yours.
services-changed = Somebody else changed this.
services-problem-required = Give the service a name.
services-problem-too-long = Use at most { $limit } characters.
services-problem-name-taken = Another service has this name. Choose another.
services-problem-calendar = This calendar is no longer there. Choose another.
