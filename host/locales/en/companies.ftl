# Companies and suppliers.
companies-title = Companies
companies-suppliers = Suppliers
companies-company = Company
companies-supplier = Supplier
companies-new = New
companies-new-company = New company
companies-new-supplier = New supplier
companies-save-company = Save company
companies-save-supplier = Save supplier
companies-search-companies = Search companies
companies-search-suppliers = Search suppliers
companies-search-hint = Name, tax ID, external ID, e-mail
companies-all = All
companies-active-many = Active
companies-inactive-many = Inactive
companies-active = Active
companies-inactive = Inactive
companies-shown = { $shown } shown of { $total }
companies-clients-count = { $count ->
    [one] { $count } client
   *[other] { $count } clients
}
companies-services-count = { $count ->
    [one] { $count } service
   *[other] { $count } services
}
companies-comments-count = { $count ->
    [one] { $count } comment will be deleted
   *[other] { $count } comments will be deleted
}
companies-none = No companies yet
companies-none-text = A company gathers the clients who belong to it, with its address, its services and comments.
companies-no-suppliers = No suppliers yet
companies-no-suppliers-text = A supplier renders services to your clients. Add the first one to say which.
companies-none-found = Nothing matches
companies-none-found-text = Try fewer letters, or look at the whole list again.
companies-further = Nothing found so far
companies-looked = { $looked } were looked through, and the list goes on. Turn the page to keep looking.
companies-keep-looking = Keep looking
companies-show-all = Show the whole list
companies-choose = Choose a company
companies-choose-supplier = Choose a supplier
companies-choose-text = Details, address, clients and services open here.
companies-new-text = Not saved yet. Only a name is required.
companies-not-saved = { $what }, not saved
companies-saved = Saved.
companies-deleted = Deleted.
companies-not-allowed = Your roles do not allow this. Ask an administrator.
companies-more = More
companies-identity = Identity
companies-identity-text = What it is called, here and in other systems.
companies-name = Name
companies-status = Status
companies-in-use = Active, in use
companies-tax-id = Tax ID
companies-tax-id-help = As it is written on invoices: NIT, RUT, CNPJ, VAT number.
companies-external-id = External ID
companies-description = Description
companies-contact = Contact
companies-contact-text = How it is reached.
companies-email = E-mail
companies-phone = Phone
companies-website = Website
companies-address = Address
companies-address-text = Where it is, for visits and for post.
companies-geolocation = Geolocation
companies-geolocation-text = Where it is on the map.
companies-geolocation-later = Available after the first save.
companies-last-change = Last change
companies-tab-details = Details
companies-tab-address = Address
companies-tab-additional = Additional
companies-tab-clients = Clients
companies-tab-services = Services
companies-tab-feedback = Feedback
companies-tab-history = History
companies-tabs-later = The other tabs open after the first save.
companies-comments = Comments
companies-open = Open { $name }, which has it
companies-delete = Delete
companies-delete-title = Delete { $name }?
companies-delete-unused = Nothing is associated with it. This cannot be undone.
companies-delete-used = It is in use. Clients and services stay; they only lose this association, and the history of each client says so. This cannot be undone.
companies-refused = { $count ->
    [one] Nothing was saved: { $count } value needs your attention.
   *[other] Nothing was saved: { $count } values need your attention.
}
companies-conflict = Somebody else saved changes in the meantime. Marked fields show what stands there now; save again to keep yours.
companies-changed-to = Saved by somebody else: { $value }
companies-problem-required = Give it a name.
companies-problem-too-long = Use at most { $limit } characters.
companies-problem-name-taken = Another one has this name. Choose another.
companies-problem-external-id-taken = Another company or supplier has this external ID.
companies-problem-email = Write one address like name@example.com.
companies-problem-phone = Write a telephone number like +57 601 555 0100, with an extension at its end if there is one.
companies-problem-website = Write an address like https://example.com.
companies-import = Import companies
companies-import-suppliers = Import suppliers
companies-export = Export
companies-import-text = The first row names the columns: name, tax ID, external ID, e-mail, phone, website, description, status, street, city, country, latitude, longitude… A row changes the one that has its tax ID, else its external ID, else its name; otherwise it adds one. An empty cell leaves what is there. With a problem in any row nothing is imported.
companies-imported = Added or changed: { $count }.
companies-export-too-many = More than { $limit } would be exported. Search or filter first, then export what is left.
companies-problem-columns = A column for name, tax ID or external ID is missing. Name one in the first row.
companies-problem-double = Row { $row } is about the same one already.
companies-problem-several = Several have this tax ID. Add the external ID or the name of the one that is meant.
