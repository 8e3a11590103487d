"""placeholder"""
ID = "foreign-orthography"
class Options(tuple): pass
def check(document, context, options):
    return iter(())
