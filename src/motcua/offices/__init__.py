"""Who is competent, and where one can go: agencies, reception points, communes and their history.

Words: *commune* (ward, rural commune or township, with the days it existed), *succession* (what a
commune became), *agency* (settles), *place* (receives: centre, branch, point), *rule* (what makes
an agency competent), *register* (everything of the city at hand as one immutable value).

Any place receives any procedure; the competent agency never depends on where a dossier was handed
in. Pure modules: `kinds`, `values`, `register`, `competence`, `nearness`, `checks`, `city_files`.
Public to packages above: `queries`, `actions`, `values`, `kinds`.
"""
