"""The HTTP interface of the contract, a module a resource."""
