import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0007_keys_of_two_parts'),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkingLine',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('line', models.FloatField(null=True)),
                ('linked', models.IntegerField(null=True)),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('why', models.CharField(max_length=1000)),
                ('proposed_by', models.UUIDField()),
                ('proposed_name', models.CharField(max_length=200)),
                ('proposed_at', models.DateTimeField()),
                ('confirmed_by', models.UUIDField(null=True)),
                ('confirmed_name', models.CharField(default='', max_length=200)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('dropped_at', models.DateTimeField(null=True)),
                ('dropped_name', models.CharField(default='', max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['-confirmed_at'], name='people_line_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('line__isnull', True), ('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='people_line_raised_by_two'), models.CheckConstraint(condition=models.Q(('line__isnull', True), ('line__in', (0.9, 0.95, 0.99, 0.999)), _connector='OR'), name='people_line_known'), models.CheckConstraint(condition=models.Q(('confirmed_at__isnull', True), ('dropped_at__isnull', True), _connector='OR'), name='people_line_one_end')],
            },
        ),
    ]
