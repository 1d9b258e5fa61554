from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Geography: districts, clusters, areas, localities, sites, and the way from a postcode to each."""

    name = "familyhub.places"
    label = "places"
