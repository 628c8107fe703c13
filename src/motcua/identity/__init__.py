"""People, officials, roles at an office, delegation and absence; every permission in one enum.

An office is known here by its code only, since `offices` stands above this package.
Public modules: `actions`, `queries`, `actor`, `permissions`, `roles`.
"""
