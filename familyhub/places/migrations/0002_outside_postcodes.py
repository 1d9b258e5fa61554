import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutsidePostcode',
            fields=[
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=8)),
                ('authority', models.CharField(max_length=9)),
                ('source', models.CharField(max_length=40)),
            ],
        ),
        migrations.AddIndex(
            model_name='postcode',
            index=models.Index(fields=['code'], name='places_postcode_beginning', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='outsidepostcode',
            index=models.Index(fields=['code'], name='places_outside_beginning', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddConstraint(
            model_name='outsidepostcode',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='places_outside_postcode_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='outsidepostcode',
            constraint=models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('code',), name='places_outside_postcode_one_open'),
        ),
    ]
